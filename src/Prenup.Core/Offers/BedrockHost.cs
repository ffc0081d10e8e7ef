namespace Prenup.Core.Offers;

/// <summary>Bedrock's two front doors to the same engine; each signs, names and prefixes in its own way.</summary>
public enum BedrockHost : byte
{
    /// <summary><c>bedrock-runtime.{region}.amazonaws.com</c>: inference profiles, its own quotas.</summary>
    Runtime = 0,

    /// <summary><c>bedrock-mantle.{region}.api.aws</c>: background replies and hosted tools.</summary>
    Mantle = 1,
}
