using System.CommandLine;
using Prenup.Configuring;
using Prenup.Core.Prices;

namespace Prenup.Commands.Prices;

/// <summary>Which price book a command works on: a configuration's, a file's, or the built-in one.</summary>
/// <param name="environment">Looks up an environment variable; null where it is not set.</param>
internal sealed class BookOptions(Func<string, string?> environment)
{
    private const string DefaultFile = "prenup.yaml";

    private readonly Option<string?> _config = new("--config")
    {
        Description = $"The configuration that names the books [default: {DefaultFile}, where there is one]",
        HelpName = "FILE",
    };

    private readonly Option<string?> _book = new("--book")
    {
        Description = "A price book by itself: a file, or builtin",
        HelpName = "BOOK",
    };

    /// <summary>Gives a command the options.</summary>
    public void Attach(Command command)
    {
        command.Add(_config);
        command.Add(_book);
        command.Validators.Add(given =>
        {
            if (given.GetResult(_config) is not null && given.GetResult(_book) is not null)
            {
                given.AddError("Give --config or --book, not both.");
            }
        });
    }

    /// <summary>The book asked for; null after saying what is wrong with it.</summary>
    public PriceBook? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_config) is null && (parsed.GetValue(_book) is not null || !File.Exists(DefaultFile)))
        {
            return Read(parsed.GetValue(_book) ?? PriceBooks.BuiltIn, parsed.InvocationConfiguration.Error);
        }
        var result = ConfigurationReader.ReadFile(
            parsed.GetValue(_config) ?? DefaultFile,
            environment,
            offline: true,
            flagPrices: true
        );
        Tell(result.Errors, parsed.InvocationConfiguration.Error);
        return result.Configuration?.Catalogue.Prices;
    }

    /// <summary>A book by its name; null after saying what is wrong with it.</summary>
    public static PriceBook? Read(string book, TextWriter error)
    {
        var (prices, errors) = PriceBooks.Read(book);
        Tell(errors, error);
        return errors.Count == 0 ? new PriceBook(prices) : null;
    }

    private static void Tell(IReadOnlyList<Problem> errors, TextWriter error)
    {
        foreach (var problem in errors)
        {
            error.WriteLine($"error   {problem}");
        }
    }
}
