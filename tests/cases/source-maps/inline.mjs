function boom() {
  throw new Error("boom");
}
try { boom(); } catch (e) { console.log(e.stack) }
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbInNyYy9vcmlnLnRzIl0sInNvdXJjZXNDb250ZW50IjpbIi8vIG9uZVxuZnVuY3Rpb24gYm9vbSgpOiBuZXZlciB7XG4gIHRocm93IG5ldyBFcnJvcihcImJvb21cIik7XG59XG5ib29tKCk7XG4iXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBQ0E7RUFDRTtBQUNGO0FBQ0EifQ==
