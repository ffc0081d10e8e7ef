using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;

namespace Prenup.Sandbox.Compatible;

/// <summary>The servers of open weights that speak OpenAI's dialects: each its own listener, started by its name, with its API under <c>/v1</c>.</summary>
public sealed class SandboxServers
{
    internal SandboxServers(SandboxOptions options, Tls? tls)
    {
        ClusterTokens = new("eyJhbGciOiJSUzI1NiJ9.sandbox-cluster-", options.TimeProvider);
        VLlm = Make(ModelServer.VLlm, "sandbox-vllm-key", null);
        Ollama = Make(ModelServer.Ollama, "", static _ => true);
        LlamaCpp = Make(ModelServer.LlamaCpp, "sandbox-llama-key", null);
        OpenShift = Make(ModelServer.OpenShift, "", token => ClusterTokens.Find(token) is not null);

        SandboxCloud Make(ModelServer server, string key, Func<string?, bool>? isCaller)
        {
            var keys = new KeyRing(key);
            var front = new CompatibleFront(server, isCaller ?? keys.Accepts, options.TimeProvider);
            return new(server.Name, keys, options.PortOf(server.Name), front, options, tls);
        }
    }

    /// <summary>vLLM with an API key: started as <c>vllm</c>; models like <c>openai/gpt-oss-120b</c>.</summary>
    public SandboxCloud VLlm { get; }

    /// <summary>Ollama, which asks for no key: started as <c>ollama</c>; models like <c>gpt-oss:20b</c>.</summary>
    public SandboxCloud Ollama { get; }

    /// <summary>llama.cpp's server with an API key: started as <c>llama-cpp</c>; its model is <c>gpt-oss-20b</c>. A fault of status 503 is "Loading model".</summary>
    public SandboxCloud LlamaCpp { get; }

    /// <summary>vLLM behind OpenShift AI: started as <c>openshift</c>; it takes a token of <see cref="ClusterTokens"/>.</summary>
    public SandboxCloud OpenShift { get; }

    /// <summary>
    /// The cluster's service-account tokens. A test issues one and writes it where a cluster would; it rotates by issuing the
    /// next, and the one before goes by its lifetime or by <see cref="TokenBook.Revoke"/>.
    /// </summary>
    public TokenBook ClusterTokens { get; }

    /// <summary>All four.</summary>
    public IReadOnlyList<SandboxCloud> All => [VLlm, Ollama, LlamaCpp, OpenShift];
}
