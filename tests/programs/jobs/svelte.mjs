import { compile, compileModule, parse, preprocess, VERSION } from "svelte/compiler";

const component = `<script module>export const shared = 1;</script>
<script lang="ts">
  import Child from "./Child.svelte";
  let { name = "world", items = [], ...rest }: { name?: string; items?: number[] } = $props();
  let count = $state(0);
  const doubled = $derived(count * 2);
  $effect(() => { console.log(doubled); });
</script>
<svelte:head><title>{name}</title></svelte:head>
<button onclick={() => count++} class:active={count > 1} {...rest}>{count} {doubled}</button>
{#each items as item, i (item)}<p style:color="red">{i}: {@html item}</p>{:else}<i>none</i>{/each}
{#await promise then value}{value}{:catch error}{error.message}{/await}
{#snippet row(x)}<Child {x} bind:value={count} />{/snippet}
{@render row(shared)}
<style>p { color: red } .active :global(b) { margin: 0 } .unused { top: 0 }</style>`;
for (const generate of ["server", "client"]) {
  const { js, css, warnings } = compile(component, { generate, filename: "Main.svelte", dev: false });
  console.log(js.code, css?.code, warnings.map(({ code, start }) => [code, start.line, start.column]));
}
console.log(compileModule("let n = $state(1); export const next = () => ++n;", { filename: "store.svelte.js" }).js.code);
console.log(parse("{#if a}<b>{c}</b>{/if}", { modern: true }).fragment.nodes[0].consequent.nodes[0].name, VERSION.split(".")[0]);
const { code } = await preprocess("<style lang='x'>a</style><p>b</p>", { style: ({ content }) => ({ code: `${content} { top: 0 }` }), markup: ({ content }) => ({ code: content.replace("b", "c") }) });
console.log(code);
for (const bad of ["{#if a}", "<p>{a.}</p>", "<script>let a = $state(); $state = 1</script>", "<div><p></div>", "{@const x = 1}"]) {
  try {
    compile(bad, { filename: "Bad.svelte" });
  } catch (error) {
    console.log(error.code, error.message, error.position, error.frame);
  }
}
