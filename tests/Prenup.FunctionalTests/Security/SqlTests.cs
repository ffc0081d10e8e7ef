using System.Net;
using System.Text.RegularExpressions;
using CsCheck;
using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>No SQL is made of what somebody sent.</summary>
public sealed partial class SqlTests
{
    // What may stand in a hole of a text with SQL in it: our own names and parts of statements, each constant or made of constants.
    private static readonly HashSet<string> Parts =
    [
        "table",
        "steps[(int)version]",
        "version + 1",
        "parameters",
        "column",
        "name", // of an index
        "condition",
        "rest", // of a statement
        "seq", // a number
        "first", // a number
        "EntryColumns.All",
        "MonthSchema.View",
        "MonthSchema.State",
        "RollupSchema.Clear",
        "_level.Table()",
    ];

    private static readonly string[] Hostile =
    [
        "' OR 1=1 --",
        "'; DROP TABLE opened; --",
        "\"; DELETE FROM keys; --",
        "x' UNION SELECT hash FROM keys --",
        "1); ATTACH DATABASE '/tmp/x' AS x; --",
        "$name",
        "?1",
        "%27%20OR%201=1",
        "\\'; VACUUM; --",
        "{{7*7}}",
        "sha256:' OR ''='",
        "*/ OR 1=1 /*",
    ];

    [Fact]
    public void S1_Sql_in_the_sources_is_made_of_constants()
    {
        var holes =
            from file in Directory.EnumerateFiles(
                Path.Combine(SharedFolder.Repository, "src"),
                "*.cs",
                SearchOption.AllDirectories
            )
            let text = File.ReadAllText(file)
            where text.Contains("Sqlite", StringComparison.Ordinal)
            from Match literal in Interpolated().Matches(text)
            where Sql().IsMatch(literal.Value)
            from Match hole in Hole().Matches(literal.Value)
            let part = hole.Groups["part"].Value
            where !Parts.Contains(part) && !Counted().IsMatch(part)
            select $"{Path.GetFileName(file)}: {{{part}}}";
        Assert.Empty(holes);
    }

    [Fact]
    public void S1_Only_the_stores_speak_sql()
    {
        var speakers =
            from file in Directory.EnumerateFiles(
                Path.Combine(SharedFolder.Repository, "src"),
                "*.cs",
                SearchOption.AllDirectories
            )
            where !file.Contains("Prenup.Stores", StringComparison.Ordinal)
            let text = File.ReadAllText(file)
            where
                text.Contains("CommandText", StringComparison.Ordinal)
                || text.Contains("SqliteCommand", StringComparison.Ordinal)
            select file;
        Assert.Empty(speakers);
    }

    [Fact]
    public async Task S1_What_is_sent_in_any_place_is_never_run()
    {
        using var logs = new LogCapture();
        await using var gateway = await TestGateway.StartAsync(logs: logs.Factory);
        using var nobody = new TestClient(gateway.Address, key: null);
        using var client = new TestClient(gateway.Address);
        var words = new List<string>(Hostile);
        Gen.String[Gen.Char["'\";-()$%*/=? xOR1\\`[]{}"], 1, 60].Sample(words.Add, iter: 150, threads: 1);
        foreach (var word in words)
        {
            foreach (var header in new[] { "Authorization", "api-key", "x-api-key" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
                request.Headers.TryAddWithoutValidation(header, header == "Authorization" ? "Bearer " + word : word);
                using var refused = await nobody.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            }
            await AskEverywhereAsync(client, word);
        }

        Assert.DoesNotContain(logs.Lines, static line => line.Contains("Sqlite", StringComparison.Ordinal));
        var rows = await gateway.AttemptsAsync();
        Assert.Equal(gateway.Clouds.OpenAi.Calls.Count, rows.Count);
        using var reader = LedgerReader.Open(gateway.Folder);
        Assert.Empty(reader.Verify(new PriceBook(BuiltInPrices.All)));
        Assert.All(
            words,
            word =>
                Assert.Empty(
                    reader.Show(
                        new LedgerFilter
                        {
                            Key = word,
                            Model = word,
                            Offer = word,
                        }
                    )
                )
        );
        Assert.Equal(
            words.Where(static word => word.Trim().Length > 0).Select(static word => word.Trim()),
            rows.Select(static row => row.Opened.Tags)
        );
    }

    private static async Task AskEverywhereAsync(TestClient client, string word)
    {
        var escaped = Uri.EscapeDataString(word);
        var json = System.Text.Json.JsonSerializer.Serialize(word);
        (string Path, string Body)[] unknown =
        [
            ("/v1/chat/completions", $$"""{"model":{{json}},"messages":[]}"""),
            ("/v1/responses", $$"""{"model":"gpt-5.5","input":"hi","previous_response_id":{{json}}}"""),
            ($"/openai/deployments/{escaped}/chat/completions", """{"messages":[]}"""),
            ($"/v1/responses/{escaped}/cancel", ""),
        ];
        foreach (var (path, body) in unknown)
        {
            using var refused = await client.PostAsync(path, body);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
        using var shown = await client.GetAsync($"/v1/responses/{escaped}/input_items?after={escaped}");
        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        if (word.Trim().Length > 0)
        {
            using var tagged = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
            {
                Content = new StringContent(
                    """{"model":"alias","messages":[{"role":"user","content":"hi"}]}""",
                    null,
                    "application/json"
                ),
            };
            tagged.Headers.TryAddWithoutValidation("x-prenup-tags", word);
            using var answered = await client.SendAsync(tagged, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
            await TestClient.TextAsync(answered);
        }
    }

    [GeneratedRegex("\\$\"\"\"[\\s\\S]*?\"\"\"|\\$\"(?:[^\"\\\\]|\\\\.)*\"", RegexOptions.None, 5000)]
    private static partial Regex Interpolated();

    [GeneratedRegex(
        "\\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|PRAGMA|WHERE|SUM|BEGIN)\\b",
        RegexOptions.None,
        5000
    )]
    private static partial Regex Sql();

    [GeneratedRegex("(?<!\\{)\\{(?<part>[^{}]+)\\}(?!\\})", RegexOptions.None, 5000)]
    private static partial Regex Hole();

    // A number of parameters, a name of an enum's member in our own table of names.
    [GeneratedRegex(
        "^(?:Parameters\\([0-9A-Za-z .+]+\\)|state\\.Name\\(\\)|\\(int\\)Operation\\.[A-Za-z]+|[A-Z][A-Za-z]+)$",
        RegexOptions.None,
        5000
    )]
    private static partial Regex Counted();
}
