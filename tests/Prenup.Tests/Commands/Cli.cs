using System.Text.Json;
using Prenup.Commands;

namespace Prenup.Tests.Commands;

/// <summary>What a command line came to.</summary>
public sealed record Cli(int Code, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<Cli> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, static _ => null, output, error);
        return new Cli(code, output.ToString(), error.ToString());
    }

    public JsonElement Json() => JsonDocument.Parse(Lines[^1]).RootElement;
}
