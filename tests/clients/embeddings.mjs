// Embeddings as the client asks for them by itself (base64, decoded by it), and as numbers.
import { connect, embedder, print } from './client.mjs';

const client = connect();
const input = ['a fox 🦊', 'another'];
const byDefault = await client.embeddings.create({ model: embedder, input });
const numbers = await client.embeddings.create({ model: embedder, input, encoding_format: 'float' });
print({
  vectors: byDefault.data.map((one) => one.embedding),
  usage: byDefault.usage,
  numbers: numbers.data.map((one) => one.embedding),
});
