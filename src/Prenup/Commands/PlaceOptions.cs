using System.CommandLine;
using Prenup.Configuring;

namespace Prenup.Commands;

/// <summary>The options <c>--config</c> and <c>--data</c> of every command that works on a data folder.</summary>
/// <param name="environment">Looks up an environment variable; null where it is not set.</param>
internal sealed class PlaceOptions(Func<string, string?> environment)
{
    private const string DefaultFile = "prenup.yaml";
    private const string DefaultFolder = "prenup-data";

    private readonly Option<string?> _config = new("--config")
    {
        Description = $"The configuration that names the data folder [default: {DefaultFile}, where there is one]",
        HelpName = "FILE",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = $"The data folder itself [default: {DefaultFolder}]",
        HelpName = "DIR",
    };

    /// <summary>Gives a command the two options, and what it does at the place they name.</summary>
    public void Attach(Command command, Func<Place, ParseResult, int> run) =>
        Attach(command, (place, parsed) => Task.FromResult(run(place, parsed)));

    /// <summary>The same for a command that waits.</summary>
    public void Attach(Command command, Func<Place, ParseResult, Task<int>> run)
    {
        command.Add(_config);
        command.Add(_data);
        command.Validators.Add(given =>
        {
            if (given.GetResult(_config) is not null && given.GetResult(_data) is not null)
            {
                given.AddError("Give --config or --data, not both.");
            }
        });
        command.SetAction(
            (parsed, _) => Find(parsed) is { } place ? run(place, parsed) : Task.FromResult(ExitCodes.Fault)
        );
    }

    // Secrets are not needed here: a missing one is no error.
    private Place? Find(ParseResult parsed)
    {
        if (parsed.GetValue(_data) is { } folder)
        {
            return new Place(Path.GetFullPath(folder), null);
        }
        if (parsed.GetValue(_config) is null && !File.Exists(DefaultFile))
        {
            return new Place(Path.GetFullPath(DefaultFolder), null);
        }
        var result = ConfigurationReader.ReadFile(parsed.GetValue(_config) ?? DefaultFile, environment, offline: true);
        foreach (var problem in result.Errors)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"error   {problem}");
        }
        return result.Configuration is { } configuration ? new Place(configuration.Data, configuration) : null;
    }
}
