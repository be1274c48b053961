// A scene without a screen: transforms, bounding volumes, ray casting, interpolation.
import {
  BoxGeometry,
  Box3,
  CatmullRomCurve3,
  Color,
  Euler,
  Frustum,
  Group,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  Quaternion,
  Raycaster,
  REVISION,
  Scene,
  SphereGeometry,
  Vector3,
} from "three";

const show = (numbers) => numbers.map((n) => (Math.abs(n) < 5e-7 ? 0 : n).toFixed(4)).join(" ");

const scene = new Scene();
const group = new Group();
group.position.set(0, 2, -5);
group.rotation.set(0, Math.PI / 4, 0);
scene.add(group);
const box = new Mesh(new BoxGeometry(1, 2, 3, 2, 2, 2), new MeshBasicMaterial({ color: 0x3366cc }));
const ball = new Mesh(new SphereGeometry(1, 16, 12), new MeshBasicMaterial({ color: "tomato" }));
ball.position.x = 3;
group.add(box, ball);
scene.updateMatrixWorld(true);

console.log("revision", REVISION, "children", group.children.length);
console.log("world", show(ball.getWorldPosition(new Vector3()).toArray()));
const bounds = new Box3().setFromObject(scene);
console.log("bounds", show(bounds.min.toArray()), "to", show(bounds.max.toArray()));
console.log("vertices", box.geometry.attributes.position.count, ball.geometry.attributes.position.count);

const ray = new Raycaster(new Vector3(0, 2, 5), new Vector3(0, 0, -1));
for (const hit of ray.intersectObjects(scene.children, true)) {
  console.log("hit", hit.object === box ? "box" : "ball", show([hit.distance, ...hit.point.toArray()]));
}

const camera = new PerspectiveCamera(50, 16 / 9, 0.1, 100);
camera.lookAt(ball.getWorldPosition(new Vector3()));
camera.updateMatrixWorld(true);
const frustum = new Frustum().setFromProjectionMatrix(
  new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse),
);
console.log("visible", frustum.intersectsObject(ball), frustum.intersectsObject(box));

const turn = new Quaternion().setFromEuler(new Euler(0.3, 0.2, 0.1)).slerp(new Quaternion(), 0.25);
console.log("turn", show(turn.toArray()));
const curve = new CatmullRomCurve3([new Vector3(0, 0, 0), new Vector3(1, 2, 0), new Vector3(3, 1, 2), new Vector3(4, 0, 0)]);
console.log("curve", curve.getPoints(4).map((point) => show(point.toArray())).join(" | "), show([curve.getLength()]));
console.log("colour", new Color("hsl(210, 60%, 40%)").lerp(new Color("gold"), 0.5).getHexString());
console.log("json", JSON.stringify(scene.toJSON()).length > 1000, Object.keys(scene.toJSON()).sort().join());
