using System.Collections.Frozen;

namespace Prenup.Core.Offers;

/// <summary>AWS regions and the geographies that Bedrock's inference profiles spread requests over.</summary>
public static class BedrockRegion
{
    private static readonly FrozenSet<string> Geographies = new[]
    {
        "global",
        "us",
        "us-gov",
        "eu",
        "apac",
        "jp",
        "au",
        "ca",
    }.ToFrozenSet();

    /// <summary>Whether this is what an inference profile's id begins with.</summary>
    public static bool IsGeography(string name) => Geographies.Contains(name);

    /// <summary>
    /// The scope of what a region serves by itself: its geography, whose price and residency it shares; the region's own name
    /// where Bedrock has no geography for it.
    /// </summary>
    public static string Scope(string region) =>
        region.StartsWith("us-gov-", StringComparison.Ordinal) ? "us-gov"
        : region.StartsWith("us-", StringComparison.Ordinal) ? "us"
        : region.StartsWith("eu-", StringComparison.Ordinal) ? "eu"
        : region.StartsWith("ca-", StringComparison.Ordinal) ? "ca"
        : region is "ap-northeast-1" or "ap-northeast-3" ? "jp"
        : region is "ap-southeast-2" or "ap-southeast-4" ? "au"
        : region.StartsWith("ap-", StringComparison.Ordinal) ? "apac"
        : region;

    /// <summary>Whether a scope, where it is a geography, holds the region: <c>apac</c> holds Japan and Australia too.</summary>
    public static bool Holds(string scope, string region) =>
        !IsGeography(scope)
        || Scope(region) == scope
        || (scope == "apac" && region.StartsWith("ap-", StringComparison.Ordinal));
}
