namespace Prenup.FunctionalTests.Recordings;

/// <summary>The URL forms that are served, each with the account that buys by the same form.</summary>
internal sealed record UrlForm(string Account, string Cloud)
{
    public static UrlForm OpenAi { get; } = new("openai", "openai");
    public static UrlForm AzureV1 { get; } = new("azure-v1", "azure");
    public static UrlForm AzureClassic { get; } = new("azure-classic", "azure");

    public static IReadOnlyList<UrlForm> All { get; } = [OpenAi, AzureV1, AzureClassic];

    /// <summary>The form of a recorded URL; null for one that is not served.</summary>
    public static UrlForm? Of(string cloud, Uri url) =>
        (cloud, url.Segments) switch
        {
            ("openai", ["/", "v1/", ..]) => OpenAi,
            ("azure", ["/", "openai/", "v1/", ..]) => AzureV1,
            ("azure", ["/", "openai/", "deployments/", ..]) => AzureClassic,
            _ => null,
        };
}
