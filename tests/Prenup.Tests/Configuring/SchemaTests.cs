using System.Text.Json;
using System.Text.RegularExpressions;
using NJsonSchema;
using Prenup.Commands;
using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Configuring;

/// <summary>The published schema, held against what the reader really takes.</summary>
public sealed partial class SchemaTests
{
    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "prenup.schema.json");

    private static readonly Lazy<Task<JsonSchema>> Schema = new(() => // The validator knows definitions by their older name alone.
        JsonSchema.FromJsonAsync(File.ReadAllText(Path).Replace("$defs", "definitions", StringComparison.Ordinal))
    );

    public static TheoryData<string> Seen =>
        [
            .. BadConfigurationTests
                .Files()
                .Where(static name =>
                    BadConfigurationTests.Text(name).StartsWith("# The schema sees it too.", StringComparison.Ordinal)
                ),
        ];

    [Theory]
    [InlineData("prenup.example.yaml")]
    public async Task A_sound_file_is_sound_by_the_schema(string file)
    {
        var yaml = await File.ReadAllTextAsync(
            System.IO.Path.Combine(Repository.Root, file),
            TestContext.Current.CancellationToken
        );
        Assert.Empty((await Schema.Value).Validate(YamlJson.From(yaml)));
        Assert.Contains("# yaml-language-server: $schema=", yaml, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Seen))]
    public async Task What_is_wrong_by_its_form_is_wrong_by_the_schema(string name) =>
        Assert.NotEmpty((await Schema.Value).Validate(YamlJson.From(BadConfigurationTests.Text(name))));

    [Fact]
    public void The_schema_has_every_name_that_the_reader_asks_for_and_no_other()
    {
        var asked =
            from file in Repository.Sources("src")
            where file.Path.StartsWith("src/Prenup/Configuring/", StringComparison.Ordinal)
            where !file.Name.StartsWith("Price", StringComparison.Ordinal) || file.Name == "PricesSection"
            from Match match in Asked().Matches(file.Text)
            select match.Groups["name"].Value;
        Assert.Equal(asked.Distinct().Order(), SchemaNames.All().Distinct().Order());
    }

    [Fact]
    public void The_reader_knows_every_name_of_the_schema_where_it_stands() =>
        Assert.All(
            SchemaNames.Places(),
            static yaml =>
                Assert.DoesNotContain(
                    Reading.Of(yaml).Errors,
                    static error => error.Message.Contains("unknown name", StringComparison.Ordinal)
                )
        );

    [Fact]
    public async Task The_command_prints_the_published_file()
    {
        using var output = new StringWriter();
        Assert.Equal(
            ExitCodes.Done,
            await CommandLine.RunAsync(
                ["schema"],
                static _ => null,
                output,
                TextWriter.Null,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal(await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken), output.ToString());
        using var parsed = JsonDocument.Parse(output.ToString());
        Assert.Equal(
            "https://json-schema.org/draft/2020-12/schema",
            parsed.RootElement.GetProperty("$schema").GetString()
        );
    }

    // How the reader asks for a name: block["name"], block.Require("name"), or either of two credentials.
    [GeneratedRegex(
        "(\\w\\??\\[|Require\\(|Or\\(\\w+, )\"(?<name>[a-z-]+)\"",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Asked();
}
