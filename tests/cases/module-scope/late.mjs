export default setByMain;
