namespace Prenup.Sandbox.Entra;

/// <summary>What a token may be asked for: the resource of Azure's models, by either name.</summary>
internal static class AzureScope
{
    public const string CognitiveServices = "https://cognitiveservices.azure.com";
    private const string Foundry = "https://ai.azure.com";

    /// <summary>The resource of <c>resource/.default</c>; null when it is another.</summary>
    public static string? OfScope(string? scope) =>
        scope?.EndsWith("/.default", StringComparison.Ordinal) == true
            ? OfResource(scope[..^"/.default".Length])
            : null;

    /// <summary>The resource, with or without a slash at its end; null when it is another.</summary>
    public static string? OfResource(string? resource) =>
        resource?.TrimEnd('/') is { } plain and (CognitiveServices or Foundry) ? plain : null;
}
