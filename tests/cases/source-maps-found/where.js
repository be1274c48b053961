exports.where = (util, options) => {
const [site] = util.getCallSites(1, options);
return site.scriptName;
};
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjogMywgInNvdXJjZXMiOiBbIndoZXJlLnRzIl0sICJuYW1lcyI6IFtdLCAibWFwcGluZ3MiOiAiQUFBQTtBQUdBIn0=
