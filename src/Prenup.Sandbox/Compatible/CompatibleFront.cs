using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.OpenAi;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Compatible;

/// <summary>A server that speaks OpenAI's dialects and is run by anybody: vLLM, Ollama, llama.cpp, and vLLM behind OpenShift AI.</summary>
/// <param name="server">Which one.</param>
/// <param name="isCaller">Whether a bearer may call; Ollama on one's own machine asks nobody.</param>
/// <param name="clock">For the instants in replies.</param>
internal sealed class CompatibleFront(ModelServer server, Func<string?, bool> isCaller, TimeProvider clock)
    : ICloudFront
{
    private readonly Desks _desks = new(server.Name, server.Accent, clock);

    public Reply Answer(Call call)
    {
        Reply reply = Choose(call);
        return reply.Error is { } error ? CompatibleErrors.Word(server, error) : reply;
    }

    public Fault Word(Fault fault) => fault.WithBody(error => CompatibleErrors.Word(server, error));

    public Reply Dress(Reply reply, Call call, TimeSpan processing) =>
        reply.With(("Server", server == ModelServer.LlamaCpp ? "llama.cpp" : "uvicorn"));

    private Reply Choose(Call call)
    {
        string[] path = call.Seen.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (Health(call, path) is { } health)
        {
            return health;
        }

        if (!isCaller(Bearer.Of(call)))
        {
            return CompatibleErrors.Unauthorized(server);
        }

        return (call.Seen.Method, path) switch
        {
            ("POST", ["v1", "chat", "completions"]) => Paid(call, embeds: false),
            ("POST", ["v1", "embeddings"]) => Paid(call, embeds: true),
            ("GET", ["v1", "models"]) => Models(),
            _ => new CloudError(404, "Not Found", "", null, null).ToReply(),
        };
    }

    // Whether the server lives is anybody's to know.
    private Reply? Health(Call call, string[] path) =>
        (call.Seen.Method, path, server.Name) switch
        {
            ("GET", ["health"], "llama-cpp") => Reply.Whole(200, """{"status":"ok"}"""u8.ToArray()),
            ("GET", ["health"] or ["ping"], "vllm" or "openshift") => Reply.Whole(200, ReadOnlyMemory<byte>.Empty),
            ("GET", [], "ollama") => Reply.Whole(200, "Ollama is running"u8.ToArray()) with
            {
                Headers = [new("Content-Type", "text/plain; charset=utf-8")],
            },
            _ => null,
        };

    private Reply Paid(Call call, bool embeds)
    {
        if (!call.Seen.Seen.IsObject)
        {
            return CloudError.Invalid("JSON decode error: " + call.ParseError).ToReply();
        }

        string id = call.Seen.Seen.Model ?? "";
        if (server.ModelOf(id) is not { } model || model.Embeds != embeds)
        {
            return CompatibleErrors.NotFound(server, id).ToReply();
        }

        if (server == ModelServer.Ollama && ImageUrls.AreIn(call.Json))
        {
            return CloudError
                .Invalid("image URLs are not currently supported, please use base64 encoded data instead")
                .ToReply();
        }

        return embeds ? _desks.Embeddings.Answer(call, model, id) : _desks.Chat.Answer(call, model, id);
    }

    private Reply Models() =>
        ModelsReply.Of(
            server.Ids.Keys,
            server == ModelServer.Ollama ? "library" : "vllm",
            server.Accent.IsVLlm ? id => server.ModelOf(id)?.Window : null
        );

    private sealed class Desks(string cloud, Accent accent, TimeProvider clock)
    {
        private static readonly Flavour Plain = new(Filtered: false, Indented: false);

        public ChatDesk Chat { get; } = new(new(cloud, Plain), Plain with { Accent = accent }, clock);

        public EmbeddingsDesk Embeddings { get; } = new(Plain);
    }
}
