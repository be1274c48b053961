  export * from './no/such/file.mjs';
