using System.Collections.Frozen;
using Prenup.Configuring.Sections;
using Prenup.Configuring.Unwritten;
using Prenup.Configuring.Yaml;
using Prenup.Core.Asking;
using Prenup.Core.Keys;
using Prenup.Core.Offers;
using YamlDotNet.Core;

namespace Prenup.Configuring;

/// <summary>Reads a configuration, whole: every error at once, or an immutable <see cref="Configuration"/>.</summary>
public static class ConfigurationReader
{
    /// <summary>Reads a configuration file; a file that cannot be read is an error in the result.</summary>
    /// <param name="path">The file; messages name it as given here.</param>
    /// <param name="environment">Looks up an environment variable; null where it is not set.</param>
    /// <param name="offline">Whether missing variables, secret files and price books are warnings instead of errors.</param>
    /// <param name="flagPrices">Whether an unknown price is a warning even where the file's policy is to refuse it.</param>
    public static ConfigurationResult ReadFile(
        string path,
        Func<string, string?> environment,
        bool offline = false,
        bool flagPrices = false
    )
    {
        var reading = new Reading(path, new Problems(), environment, offline) { FlagPrices = flagPrices };
        var file = reading.Take(Path.GetFullPath(path));
        if (file.Text is not { } yaml)
        {
            reading.Problems.Error(path, Mark.Empty, $"cannot be read: {file.WhyNot}");
            return new ConfigurationResult(null, reading.Problems.Errors, [], []) { Sources = reading.Sources };
        }
        return Read(yaml, reading);
    }

    /// <summary>Reads a configuration's text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="path">Where it is from: paths in it are relative to this one's folder, and messages name it.</param>
    /// <param name="environment">Looks up an environment variable; null where it is not set.</param>
    /// <param name="offline">Whether missing variables, secret files and price books are warnings instead of errors.</param>
    public static ConfigurationResult Read(
        string yaml,
        string path,
        Func<string, string?> environment,
        bool offline = false
    ) => Read(yaml, new Reading(path, new Problems(), environment, offline));

    /// <summary>Makes a configuration of the credentials in the usual environment variables; its notes say which were found.</summary>
    public static ConfigurationResult FromEnvironment(Func<string, string?> environment) =>
        EnvironmentConfiguration.Make(environment);

    private static ConfigurationResult Read(string yaml, Reading reading)
    {
        var configuration =
            Document.Read(yaml, reading) is { } root && root.Block() is { } block ? ReadSections(root, block) : null;
        var (errors, warnings) = (reading.Problems.Errors, reading.Problems.Warnings);
        var sound = errors.Count == 0 ? configuration : null;
        return new ConfigurationResult(sound is null ? null : sound with { Warnings = warnings }, errors, warnings, [])
        {
            Sources = reading.Sources,
        };
    }

    private static Configuration ReadSections(Field root, Block block)
    {
        var declared = Declared.In(root.Node);
        var listen = ListenSection.Read(block["listen"]);
        var accounts = AccountsSection.Read(block["accounts"]);
        var prices = PricesSection.Read(block["prices"]);
        var contracts = ContractsSection.Read(block["contracts"], declared);
        var clouds = contracts.ToDictionary(static contract => contract.Name, static contract => contract.Cloud);
        var timers = TimersSection.Read(block["timers"], Timers.Default);
        var context = new OfferContext(accounts, clouds, prices, declared);
        var models = SpillTargets.Apply(ModelsSection.Read(block["models"], timers, context), contracts);
        var organisation = OrganisationSection.Read(block["organisation"], declared);
        var teams = TeamsSection.Read(block["teams"], organisation, declared);
        var projects = ProjectsSection.Read(block["projects"], organisation, teams, declared);
        var keys = KeysSection.Read(block["keys"], projects, declared);
        var configuration = new Configuration
        {
            Listen = listen,
            Data = DataSection.Read(block["data"], root.Reading),
            AdminKey = AdminSection.Read(block["admin"], listen, root),
            AccessLog = AccessLogSection.Read(block["access-log"]),
            Telemetry = TelemetrySection.Read(block["telemetry"], root),
            Webhooks = AlertsSection.Read(block["alerts"]),
            Ledger = LedgerSection.Read(block["ledger"]),
            ShutdownDrain = ShutdownSection.Read(block["shutdown"]) ?? Configuration.DefaultShutdownDrain,
            Accounts = [.. accounts.Values.Select(static account => account.Served).OfType<Account>()],
            Contracts = contracts,
            Organisation = organisation,
            Teams = teams,
            Projects = projects,
            Catalogue = new Catalogue
            {
                Models = models.ToFrozenDictionary(static model => model.Name),
                Keys = new KeyTable(keys),
                Prices = prices.Book,
                UnknownPrice = prices.Unknown,
                UnknownCeiling = prices.UnknownCeiling,
                Limits = LimitsSection.Read(block["limits"]),
                Repeats =
                    block["repeats"]?.Choice(("replay", RepeatPolicy.Replay), ("refuse", RepeatPolicy.Refuse))
                    ?? RepeatPolicy.Replay,
                Tree = new KeyTree(organisation ?? Organisation.Unnamed, teams, projects),
            },
        };
        if (declared.Models.Count == 0)
        {
            root.Warn("no models are declared: every request will be refused");
        }
        block.Close();
        return configuration;
    }
}
