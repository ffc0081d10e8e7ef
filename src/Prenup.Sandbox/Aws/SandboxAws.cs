using Prenup.Sandbox.Aws.Identity;
using Prenup.Sandbox.Bedrock;
using Prenup.Sandbox.Serving;

namespace Prenup.Sandbox.Aws;

/// <summary>The simulated AWS: Bedrock's two hosts, and the services that give out the credentials they verify.</summary>
public sealed class SandboxAws
{
    private readonly TimeProvider _clock;

    internal SandboxAws(SandboxOptions options, Tls? tls)
    {
        SandboxAwsOptions aws = Options = options.Aws;
        _clock = options.TimeProvider;
        Credentials = new(aws, _clock);
        Runtime = new(
            "bedrock-runtime",
            new(aws.BedrockKey),
            aws.RuntimePort,
            new RuntimeFront(new(Credentials, "bedrock", aws.Region, _clock), _clock),
            options,
            tls
        );
        Mantle = new(
            "bedrock-mantle",
            new(aws.BedrockKey),
            aws.MantlePort,
            new MantleFront(new(Credentials, "bedrock-mantle", aws.Region, _clock), _clock),
            options,
            tls
        );
        Identity = new(
            "aws-identity",
            new(aws.ContainerToken),
            aws.IdentityPort,
            new IdentityFront(aws, Credentials, _clock),
            options
        );
    }

    /// <summary>What it was started with: region, role, tokens.</summary>
    public SandboxAwsOptions Options { get; }

    /// <summary>Every credential it knows: to issue, expire, revoke and count.</summary>
    public AwsCredentialBook Credentials { get; }

    /// <summary>The host bedrock-runtime: OpenAI's dialects are under <c>/openai/v1</c>, models are inference profiles; signing name "bedrock".</summary>
    public SandboxCloud Runtime { get; }

    /// <summary>The host bedrock-mantle: GPT models are under <c>/openai/v1</c>, open weights under <c>/v1</c>; signing name "bedrock-mantle".</summary>
    public SandboxCloud Mantle { get; }

    /// <summary>
    /// STS at its root, the SSO portal at <c>/federation/credentials</c>, a container's credentials at
    /// <c>/v2/credentials/{any}</c>, instance metadata at <c>/latest</c>. Always plain http, as the last two are. It bills nothing.
    /// </summary>
    public SandboxCloud Identity { get; }

    /// <summary>A short-term Bedrock API key, signed by the long-term credentials or by those given.</summary>
    /// <param name="lifetime">How long it says to live, in whole seconds; AWS takes at most twelve hours.</param>
    /// <param name="credentials">Who signs; null for <see cref="SandboxAwsOptions.LongTerm"/>.</param>
    public string MintShortTermKey(TimeSpan lifetime, AwsCredentials? credentials = null) =>
        ShortTermKey.Mint(credentials ?? Options.LongTerm, Options.Region, _clock.GetUtcNow(), lifetime);
}
