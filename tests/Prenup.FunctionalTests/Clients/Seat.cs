using System.Text.Json;

namespace Prenup.FunctionalTests.Clients;

/// <summary>Where a client sits: at the gateway, or straight at a cloud. Models have the same names at both.</summary>
/// <param name="Root">The server's root.</param>
/// <param name="Path">Where the API begins: <c>v1</c>, or <c>openai/v1</c>; empty where the client builds the whole path itself.</param>
/// <param name="Key">The key that the server accepts.</param>
/// <param name="Suffix">What deployments at this form are called after their model.</param>
internal sealed record Seat(Uri Root, string Path, string Key, string Suffix)
{
    public Uri Endpoint => new(Root, Path);

    public string Chat { get; init; } = "gpt-4.1-mini" + Suffix;

    public string Reasoner { get; init; } = "gpt-5.5" + Suffix;

    public string Embedder { get; init; } = "text-embedding-3-small" + Suffix;

    /// <summary>Several ways to buy, for a script that asks them all.</summary>
    public JsonElement? Ways { get; init; }
}
