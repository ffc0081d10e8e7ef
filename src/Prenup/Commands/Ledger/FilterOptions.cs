using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary>The options that say which attempts are meant.</summary>
/// <param name="happened">What the times are those of, for people.</param>
internal sealed class FilterOptions(string happened = "Opened")
{
    private readonly Option<string?> _key = Text("--key", "NAME", "Only this key's");
    private readonly Option<string?> _project = Text("--project", "NAME", "Only this project's");
    private readonly Option<string?> _model = Text("--model", "NAME", "Only of the model asked for");
    private readonly Option<string?> _offer = Text("--offer", "NAME", "Only of this offer");
    private readonly Option<string?> _cloud = Text("--cloud", "NAME", "Only at this cloud");
    private readonly Option<LedgerId?> _exchange = Id("--exchange", "Only this exchange");
    private readonly Option<LedgerId?> _attempt = Id("--attempt", "Only this attempt");
    private readonly Option<string?> _state = Text("--state", "STATE", "Only in this state");
    private readonly Option<DateTimeOffset?> _from = Time(
        "--from",
        $"{happened} at this time or later; UTC unless it says"
    );
    private readonly Option<DateTimeOffset?> _until = Time("--until", $"{happened} before this time");

    /// <summary>Gives a command the options.</summary>
    public void Attach(Command command)
    {
        _cloud.AcceptOnlyFromAmong([.. CloudNames.All]);
        _state.AcceptOnlyFromAmong([.. States().Select(static state => state.Name())]);
        Option[] all = [_key, _project, _model, _offer, _cloud, _exchange, _attempt, _state, _from, _until];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    /// <summary>What was asked for.</summary>
    public LedgerFilter Read(ParseResult parsed) =>
        new()
        {
            Key = parsed.GetValue(_key),
            Project = parsed.GetValue(_project),
            Model = parsed.GetValue(_model),
            Offer = parsed.GetValue(_offer),
            Cloud = CloudNames.TryParse(parsed.GetValue(_cloud) ?? "", out var cloud) ? cloud : null,
            Exchange = parsed.GetValue(_exchange),
            Attempt = parsed.GetValue(_attempt),
            State = parsed.GetValue(_state) is { } name ? States().First(state => state.Name() == name) : null,
            From = parsed.GetValue(_from),
            Until = parsed.GetValue(_until),
        };

    private static AttemptState[] States() => Enum.GetValues<AttemptState>();

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };

    private static Option<LedgerId?> Id(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "ID",
            CustomParser = static given => LedgerId.TryParse(given.Tokens[0].Value, out var id) ? id : RefuseId(given),
        };

    private static Option<DateTimeOffset?> Time(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "TIME",
            CustomParser = static given =>
                DateTimeOffset.TryParse(
                    given.Tokens[0].Value,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var time
                )
                    ? time
                    : RefuseTime(given),
        };

    private static LedgerId? RefuseId(ArgumentResult given)
    {
        given.AddError($"'{given.Tokens[0].Value}' is not an id of the ledger.");
        return null;
    }

    private static DateTimeOffset? RefuseTime(ArgumentResult given)
    {
        given.AddError($"'{given.Tokens[0].Value}' is not a time as 2026-11-01 or 2026-11-01T12:00:00Z.");
        return null;
    }
}
