using System.Collections.Frozen;
using System.Text;
using Prenup.Configuring.Sections;
using Prenup.Configuring.Yaml;
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
    public static ConfigurationResult ReadFile(string path, Func<string, string?> environment, bool offline = false)
    {
        try
        {
            return Read(File.ReadAllText(path, Encoding.UTF8), path, environment, offline);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var problems = new Problems();
            problems.Error(path, Mark.Empty, $"cannot be read: {fault.Message}");
            return new ConfigurationResult(null, problems.Errors, [], []);
        }
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
    )
    {
        var problems = new Problems();
        var configuration =
            Document.Read(yaml, new Reading(path, problems, environment, offline)) is { } root
            && root.Block() is { } block
                ? ReadSections(root, block)
                : null;
        var (errors, warnings) = (problems.Errors, problems.Warnings);
        return errors.Count > 0 || configuration is null
            ? new ConfigurationResult(null, errors, warnings, [])
            : new ConfigurationResult(configuration with { Warnings = warnings }, errors, warnings, []);
    }

    /// <summary>Makes a configuration of the credentials in the usual environment variables; its notes say which were found.</summary>
    public static ConfigurationResult FromEnvironment(Func<string, string?> environment) =>
        EnvironmentConfiguration.Make(environment);

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
        var models = ModelsSection.Read(block["models"], timers, context);
        var organisation = OrganisationSection.Read(block["organisation"]);
        var teams = TeamsSection.Read(block["teams"]);
        var projects = ProjectsSection.Read(block["projects"], declared);
        var keys = KeysSection.Read(block["keys"], projects, declared);
        var configuration = new Configuration
        {
            Listen = listen,
            Data = DataSection.Read(block["data"], root.Reading),
            AdminKey = AdminSection.Read(block["admin"], listen, root),
            AccessLog = AccessLogSection.Read(block["access-log"]),
            Ledger = LedgerSection.Read(block["ledger"]),
            ShutdownDrain = ShutdownSection.Read(block["shutdown"]) ?? Configuration.DefaultShutdownDrain,
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
                Limits = LimitsSection.Read(block["limits"]),
                Organisation = organisation?.Name ?? "",
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
