using System.Text.Json;
using System.Text.RegularExpressions;

namespace Prenup.FunctionalTests.Seeing;

/// <summary>What the repository ships for operators: alert rules, a dashboard, the page on metrics.</summary>
internal static partial class Ops
{
    private static readonly string Root = FindRoot();

    public static string Alerts { get; } = Path.Combine(Root, "ops", "prometheus", "alerts.yaml");

    public static string AlertTests { get; } = Path.Combine(Root, "ops", "prometheus", "alerts.test.yaml");

    /// <summary>Every series that an alert rule queries.</summary>
    public static IReadOnlySet<string> Alerting => Series(File.ReadAllText(Alerts));

    /// <summary>Every series that a panel or a variable of the dashboard queries.</summary>
    public static IReadOnlySet<string> Drawn
    {
        get
        {
            using var dashboard = JsonDocument.Parse(
                File.ReadAllText(Path.Combine(Root, "ops", "grafana", "prenup.json"))
            );
            return Series(string.Join('\n', Queries(dashboard.RootElement)));
        }
    }

    /// <summary>The rows of docs/metrics.md: each metric with its type and its labels.</summary>
    public static IReadOnlyDictionary<string, (string Type, string Labels)> Documented =>
        Row()
            .Matches(File.ReadAllText(Path.Combine(Root, "docs", "metrics.md")))
            .ToDictionary(
                static row => row.Groups["name"].Value,
                static row => (row.Groups["type"].Value, row.Groups["labels"].Value.Replace("`", "").Trim())
            );

    private static HashSet<string> Series(string text) =>
        Metric().Matches(text).Select(static match => match.Value).ToHashSet();

    private static IEnumerable<string> Queries(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(static field =>
                    field.Name is "expr" or "query" && field.Value.ValueKind == JsonValueKind.String
                        ? [field.Value.GetString()!]
                        : Queries(field.Value)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Queries),
            _ => [],
        };

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Prenup.slnx")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }

    [GeneratedRegex(@"\b(prenup|process|dotnet)_[a-z_]+\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metric();

    [GeneratedRegex(
        @"^\| `(?<name>[a-z_]+)` \| (?<type>counter|gauge|histogram) \| (?<labels>[^|]*)\|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Row();
}
