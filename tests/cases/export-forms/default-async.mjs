export default (async function () {});
