// A JSON schema to obey and an image as data, whole and streamed.
import { chat, connect, pixel, print, schema } from './client.mjs';

const client = connect();
const response_format = { type: 'json_schema', json_schema: { name: 'weather', strict: true, schema } };
const messages = [
  {
    role: 'user',
    content: [
      { type: 'text', text: 'What weather is this?' },
      { type: 'image_url', image_url: { url: pixel, detail: 'low' } },
    ],
  },
];

const parsed = await client.chat.completions.parse({ model: chat, messages, response_format });
const stream = client.chat.completions.stream({ model: chat, messages, response_format });
print({
  content: JSON.parse(parsed.choices[0].message.content),
  usage: parsed.usage,
  streamed: JSON.parse(await stream.finalContent()),
});
