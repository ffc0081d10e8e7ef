using System.Globalization;
using System.Text;
using Prenup.Core.Asking;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>docs/dialects.md as <see cref="Table"/> has it.</summary>
internal static class DialectsPage
{
    private const string Head = """
        # What works where

        Each row is a way to buy, each column something that clients do. **yes**: the packages OpenAI and Microsoft.Extensions.AI for
        .NET and openai for JavaScript, unchanged, are answered through the gateway, and each attempt is settled at what the cloud
        invoices. **400**: refused before anybody is asked, with a message that names the dialect and the offer.

        The clouds of these tests are the project's own simulated ones, which check credentials and bill as the real ones are documented
        to; nothing here was run against a real cloud. What a model can do (whether it reads images, whether it thinks) is the model's
        affair: the gateway passes the request on as it came. This page is written from the table that the tests run.

        Microsoft.Extensions.AI is tested without streamed, reasoning and stored Responses and without embeddings as numbers, which it does not ask for.

        """;

    public static string Text()
    {
        var page = new StringBuilder(Head);
        foreach (var dialect in DialectNames.All)
        {
            var features = Feature.All.Where(feature => feature.Dialect == dialect).ToList();
            page.Append(CultureInfo.InvariantCulture, $"\n## {dialect.Name()}\n\n| | credential |");
            features.ForEach(feature => page.Append(CultureInfo.InvariantCulture, $" {feature.Title} |"));
            page.Append("\n|---|---|").Insert(page.Length, "---|", features.Count).Append('\n');
            foreach (var way in Table.Ways)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {way.Title} | {way.Proof} |");
                features.ForEach(feature =>
                    page.Append(way.At(feature).Verdict == Verdict.Works ? " yes |" : " 400 |")
                );
                page.Append('\n');
            }
            page.Append(Reasons(dialect));
        }
        return page.ToString();
    }

    private static string Reasons(Dialect dialect)
    {
        var reasons = Table
            .Ways.Where(way => way.Without.ContainsKey(dialect))
            .GroupBy(way => way.Without[dialect])
            .Select(static group =>
                $"- {string.Join("; ", group.Select(static way => way.Title).Distinct())}: {(group.Key.Verdict == Verdict.NotSold ? "not sold" : "refused")}, {group.Key.Why}.\n"
            );
        return string.Concat(reasons) is { Length: > 0 } text ? "\n" + text : "";
    }
}
