export default function* named() {}
