// Makes the unchanged client that the first argument describes:
// {package, class, root, path, key, chat, reasoner, embedder}. Prints what a script found out as one line of JSON.
const seat = JSON.parse(process.argv[2]);
const { default: OpenAI, AzureOpenAI } = await import(seat.package);

export const { chat, reasoner, embedder, ways } = seat;
export const sdk = OpenAI;

const azure = { apiKey: seat.key, apiVersion: '2024-10-21' };

export function connect(options = {}, classic = seat.class === 'AzureOpenAI') {
  if (classic) {
    return new AzureOpenAI({ ...azure, endpoint: seat.root, ...options });
  }
  return new OpenAI({ apiKey: seat.key, baseURL: seat.root + seat.path, ...options });
}

// Azure's classic form has no Responses; its users of them name the v1 form's address.
export function connectResponses() {
  return seat.class === 'AzureOpenAI'
    ? new AzureOpenAI({ ...azure, baseURL: seat.root + 'openai/v1' })
    : connect();
}

export function print(found) {
  console.log(JSON.stringify(found));
}

export const user = (content) => [{ role: 'user', content }];

export const schema = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city', 'days'],
  additionalProperties: false,
};

export const functions = [
  { name: 'weather', description: 'The weather', parameters: schema, strict: true },
  {
    name: 'time',
    description: 'The time',
    parameters: {
      type: 'object',
      properties: { zone: { type: 'string' } },
      required: ['zone'],
      additionalProperties: false,
    },
    strict: true,
  },
];

export const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
