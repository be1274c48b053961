export class Handle implements Disposable, AsyncDisposable {
  constructor(private readonly name: string, private readonly log: string[]) { log.push(`open ${name}`); }
  [Symbol.dispose](): void { this.log.push(`close ${this.name}`); }
  async [Symbol.asyncDispose](): Promise<void> { await null; this.log.push(`close later ${this.name}`); }
}
