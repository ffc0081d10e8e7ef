using System.CommandLine;
using System.Globalization;
using System.Text;
using Prenup.Configuring;
using Prenup.Prices.Importing;

namespace Prenup.Commands.Prices;

/// <summary><c>prenup prices import FORMAT FILE|URL</c>: a catalogue of others as a price file of ours.</summary>
/// <remarks>Exit codes: 0 written, 1 no price was found, 2 wrong use, 3 it cannot be read or written.</remarks>
internal static class PricesImportCommand
{
    private static readonly Argument<string> Format = new("FORMAT")
    {
        Description = "genai-prices, litellm or portkey",
    };
    private static readonly Argument<string> Source = new("SOURCE")
    {
        Description = "The catalogue: a file, or an http or https address, which is fetched once",
        HelpName = "FILE|URL",
    };
    private static readonly Option<string?> Out = new("--out")
    {
        Description = "The price file to write [default: standard output]",
        HelpName = "FILE",
    };
    private static readonly Option<string?> Cloud = new("--cloud")
    {
        Description = "Of portkey, whose file it is [default: by its name]; of the others, only this cloud's prices",
        HelpName = "NAME",
    };
    private static readonly Option<DateOnly?> ValidFrom = Dates.Option(
        "--valid-from",
        "The day from which the prices hold, where the catalogue names none [default: today]"
    );

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("import", "Make a price file of a catalogue")
        {
            Format,
            Source,
            Out,
            Cloud,
            ValidFrom,
        };
        Format.AcceptOnlyFromAmong([.. Catalogues.Names.Keys]);
        command.Validators.Add(static given =>
        {
            if (given.GetValue(Format) == "portkey" && CloudOf(given.GetValue(Cloud), given.GetValue(Source)) is null)
            {
                given.AddError("Whose prices a portkey file holds is not in it: name the cloud with --cloud.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var io = parsed.InvocationConfiguration;
        var source = parsed.GetRequiredValue(Source);
        var format = Catalogues.Names[parsed.GetRequiredValue(Format)];
        var cloud = parsed.GetValue(Cloud);
        if (format == CatalogueFormat.Portkey)
        {
            cloud = CloudOf(cloud, source);
        }
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var json = await CatalogueSource.ReadAsync(source, CatalogueSource.Patience, stop);
        var read = string.Create(
            CultureInfo.InvariantCulture,
            $"{parsed.GetRequiredValue(Format)}, {Path.GetFileName(source)}, read {today:yyyy-MM-dd}"
        );
        var import = Catalogues.Read(json, format, cloud, parsed.GetValue(ValidFrom) ?? today, read);
        ImportReport.Write(import, io.Error);
        if (import.Prices.Count == 0)
        {
            return ExitCodes.No;
        }
        if (parsed.GetValue(Out) is not { } file)
        {
            PriceFileText.Write(import.Prices, io.Output);
            return ExitCodes.Done;
        }
        await using var written = new StreamWriter(file, append: false, new UTF8Encoding(false));
        PriceFileText.Write(import.Prices, written);
        return ExitCodes.Done;
    }

    // Portkey's files are named by its own names for clouds.
    private static string? CloudOf(string? named, string? source)
    {
        var file = Path.GetFileNameWithoutExtension(source) ?? "";
        return named
            ?? (file.StartsWith("portkey-", StringComparison.Ordinal) ? file["portkey-".Length..] : file) switch
            {
                "openai" => "openai",
                "azure-openai" => "azure",
                "bedrock" => "bedrock",
                "vertex-ai" => "vertex",
                "google" => "gemini",
                "anthropic" => "anthropic",
                _ => null,
            };
    }
}
