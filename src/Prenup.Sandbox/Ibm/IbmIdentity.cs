using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;

namespace Prenup.Sandbox.Ibm;

/// <summary>IBM Cloud's identity service: an API key is exchanged for a token that watsonx takes.</summary>
public sealed class IbmIdentity
{
    internal IbmIdentity(SandboxOptions options, Tls tls)
    {
        Tokens = new("eyJraWQiOiIyMDI2.sandbox-ibm-", options.TimeProvider);
        Keys = new("sandbox-ibm-api-key");
        Endpoint = new(
            "ibm-iam",
            Keys,
            options.PortOf("ibm-iam"),
            new IamFront(this, options.TimeProvider),
            options,
            tls
        )
        {
            Tokens = Tokens,
        };
    }

    /// <summary>The tokens, counted as <c>apikey</c>.</summary>
    public TokenBook Tokens { get; }

    /// <summary>The https listener of the identity service: its calls, and its faults.</summary>
    public SandboxCloud Endpoint { get; }

    /// <summary>The API keys that are exchanged.</summary>
    public KeyRing Keys { get; }

    /// <summary>Where an API key is exchanged.</summary>
    public Uri TokenUri => new(Endpoint.Address, "identity/token");
}
