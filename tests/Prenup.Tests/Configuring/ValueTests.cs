using Prenup.Configuring;
using Prenup.Core.Asking;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Prices;
using Prenup.Stores;
using Xunit;

namespace Prenup.Tests.Configuring;

public sealed class ValueTests
{
    [Fact]
    public void Defaults_stand_where_nothing_is_written()
    {
        var configuration = Reading.Valid(Reading.Sound);
        Assert.Equal(Configuration.DefaultListen, Assert.Single(configuration.Listen).Url);
        Assert.True(configuration.Listen[0].IsLoopback);
        Assert.Equal(Path.GetFullPath("prenup-data"), configuration.Data);
        Assert.Equal(LedgerSettings.Default, configuration.Ledger);
        Assert.Equal(Limits.Default, configuration.Catalogue.Limits);
        Assert.Equal(UnknownPrice.Refuse, configuration.Catalogue.UnknownPrice);
        Assert.Null(configuration.AdminKey);
        Assert.Null(configuration.AccessLog);
        Assert.Empty(configuration.Warnings);
    }

    [Fact]
    public void An_account_s_cloud_decides_address_version_and_dialects()
    {
        var offers = Reading.Valid(Reading.Sound).Catalogue.Models["gpt-5.5"].Offers;
        Assert.Equal("https://api.openai.com/v1", offers[0].Account.Endpoint.ToString());
        Assert.Equal([null, null, "2024-10-21"], offers.Select(static offer => offer.Account.Azure?.Version));
        Assert.Equal(3, offers[0].Apis.Count);
        Assert.Equal(3, offers[1].Apis.Count);
        Assert.Equal([Dialect.OpenAiChat, Dialect.OpenAiEmbeddings], offers[2].Apis.Order());
        Assert.Equal("sk-canary", Assert.IsType<KeyCredential>(offers[0].Account.Credential).Keys[0].Reveal());
        Assert.Equal("***", offers[0].Account.Credential.ToString());
    }

    [Fact]
    public void Durations_and_sizes_are_read_with_their_units()
    {
        var configuration = Reading.Valid(
            Reading.Sound
                + """
                timers: { connect: 500ms, head: 15s, idle: 2m, total: 1h, drain: 7d }
                limits: { request: 512KiB, in-flight: 2GiB, event: 1MiB }
                ledger: { durability: power, when-failing: serve, segment: 64MiB }
                access-log: { file: logs/access.log }
                shutdown: { drain: 5s }
                """
        );
        var timers = configuration.Catalogue.Models["gpt-5.5"].Timers;
        Assert.Equal(TimeSpan.FromMilliseconds(500), timers.Connect);
        Assert.Equal(TimeSpan.FromSeconds(15), timers.Head);
        Assert.Equal(TimeSpan.FromMinutes(2), timers.Idle);
        Assert.Equal(TimeSpan.FromHours(1), timers.Total);
        Assert.Equal(TimeSpan.FromDays(7), timers.Drain);
        Assert.Equal(Timers.Default.Heartbeat, timers.Heartbeat);
        Assert.Equal(512 * 1024, configuration.Catalogue.Limits.RequestBytes);
        Assert.Equal(2L << 30, configuration.Catalogue.Limits.InFlightBytes);
        Assert.Equal(
            new LedgerSettings
            {
                Durability = LedgerDurability.Power,
                WhenFailing = LedgerFailure.Serve,
                SegmentBytes = 64 << 20,
            },
            configuration.Ledger
        );
        Assert.Equal(Path.GetFullPath("logs/access.log"), configuration.AccessLog?.File);
        Assert.Equal(TimeSpan.FromSeconds(5), configuration.ShutdownDrain);
    }

    [Fact]
    public void A_model_s_timers_stand_over_the_file_s()
    {
        var yaml = Reading.Sound.Replace(
            "  gpt-5.5:\n",
            "  gpt-5.5:\n    timers: { head: 1s }\n",
            StringComparison.Ordinal
        );
        var timers = Reading.Valid(yaml + "timers: { head: 2s, idle: 3s }").Catalogue.Models["gpt-5.5"].Timers;
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)), (timers.Head, timers.Idle));
    }

    [Fact]
    public void C6_An_unknown_price_is_refused_or_flagged_by_policy_and_never_free()
    {
        var yaml = Reading.Sound.Replace("price: openai/gpt-5.5", "price: openai/gpt-5.55", StringComparison.Ordinal);
        var error = Assert.Single(Reading.Errors(yaml));
        Assert.Contains(
            "unknown price 'openai/gpt-5.55'; did you mean 'openai/gpt-5.5'?",
            error,
            StringComparison.Ordinal
        );
        var flagged = Reading.Valid(yaml + "prices: { unknown: flag }");
        Assert.Contains("unknown price", Assert.Single(flagged.Warnings).Message, StringComparison.Ordinal);
        Assert.Null(flagged.Catalogue.Prices.At("openai/gpt-5.55", Price.GlobalScope, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Credentials_in_the_environment_make_accounts_and_models()
    {
        var result = ConfigurationReader.FromEnvironment(static name =>
            name switch
            {
                "OPENAI_API_KEY" => "sk-one",
                "AZURE_OPENAI_API_KEY" => "two",
                "AZURE_OPENAI_ENDPOINT" => "https://contoso.openai.azure.com/",
                _ => null,
            }
        );
        Assert.Empty(result.Errors);
        var models = result.Configuration!.Catalogue.Models;
        Assert.Equal(["openai-gpt-5.5", "azure-gpt-5.5"], models["gpt-5.5"].Offers.Select(static offer => offer.Name));
        Assert.Equal(Dialect.OpenAiEmbeddings, Assert.Single(models["text-embedding-3-small"].Offers[0].Apis));
        Assert.Contains(result.Notes, static note => note.Contains("OPENAI_API_KEY", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Notes, static note => note.Contains("sk-one", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_credentials_there_is_no_configuration()
    {
        var result = ConfigurationReader.FromEnvironment(static _ => null);
        Assert.Null(result.Configuration);
        Assert.Contains("no credentials", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }
}
