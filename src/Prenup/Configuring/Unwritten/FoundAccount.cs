using System.Text.Json;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Unwritten;

/// <summary>An account that the environment has credentials for.</summary>
/// <param name="Cloud">Its cloud, which names it too.</param>
/// <param name="Fields">What a file would say of it beside the cloud: <c>key: env:OPENAI_API_KEY</c>.</param>
/// <param name="Region">The region or location; empty where the cloud has none here.</param>
internal sealed record FoundAccount(Cloud Cloud, IReadOnlyList<string> Fields, string Region = "")
{
    /// <summary>The line of a file.</summary>
    public string Yaml => $"  {Cloud.Name()}: {{ {string.Join(", ", Fields.Prepend($"cloud: {Cloud.Name()}"))} }}\n";

    /// <summary>A text out of a variable, so that nothing in it is taken for YAML.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
