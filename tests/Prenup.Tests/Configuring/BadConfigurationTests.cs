using Prenup.Commands;
using Prenup.Configuring;
using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Configuring;

/// <summary>
/// Faulty configurations, each with everything that is said of it: all errors at once, in file order, with line, column and the
/// nearest known name. PRENUP_GOLDEN=1 writes the lists anew, to be read before they are committed.
/// </summary>
public sealed class BadConfigurationTests
{
    private static readonly string Folder = Path.Combine(
        Repository.Root,
        "tests",
        "Prenup.Tests",
        "Configuring",
        "Bad"
    );

    private static readonly bool Write = Environment.GetEnvironmentVariable("PRENUP_GOLDEN") == "1";

    public static TheoryData<string> Names => [.. Files()];

    /// <summary>The names of all faulty configurations.</summary>
    public static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder, "*.yaml").Select(Path.GetFileNameWithoutExtension).Order().OfType<string>();

    /// <summary>One of them.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ".yaml"));

    [Fact]
    public void There_are_at_least_thirty() => Assert.True(Files().Count() >= 30);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_error_is_said_at_its_place(string name)
    {
        var result = ConfigurationReader.Read(Text(name), name + ".yaml", Variable);
        Assert.Null(result.Configuration);
        Assert.NotEmpty(result.Errors);
        var said = string.Concat(result.Errors.Select(static error => $"{error}\n"));
        var golden = Path.Combine(Folder, name + ".txt");
        if (Write)
        {
            File.WriteAllText(golden, said);
        }
        Assert.Equal(File.ReadAllText(golden).ReplaceLineEndings("\n"), said);
        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "written-down",
            said.Replace(name, "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_command_says_the_same_as_json()
    {
        const string name = "misspelt-names";
        using var output = new StringWriter();
        var file = Path.Combine(Folder, name + ".yaml");
        var code = await CommandLine.RunAsync(
            ["validate", "--json", "--config", file],
            Variable,
            output,
            TextWriter.Null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(ExitCodes.No, code);
        var json = System.Text.Json.JsonDocument.Parse(output.ToString()).RootElement;
        Assert.False(json.GetProperty("valid").GetBoolean());
        var said = json.GetProperty("errors")
            .EnumerateArray()
            .Select(static error =>
                $"{Path.GetFileName(error.GetProperty("file").GetString())}:{error.GetProperty("line")}:{error.GetProperty("column")}: {error.GetProperty("message").GetString()}"
            );
        Assert.Equal(
            await File.ReadAllLinesAsync(Path.Combine(Folder, name + ".txt"), TestContext.Current.CancellationToken),
            said
        );
    }

    private static string? Variable(string name) =>
        name switch
        {
            "KEY" => "sk-canary",
            "BLANK" => " ",
            "TWO_LINES" => "one\ntwo",
            _ => null,
        };
}
