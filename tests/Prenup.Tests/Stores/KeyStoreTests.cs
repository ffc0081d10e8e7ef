using System.Collections.Frozen;
using System.Runtime.Versioning;
using Microsoft.Extensions.Time.Testing;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Stores.Keys;
using Xunit;

namespace Prenup.Tests.Stores;

public sealed class KeyStoreTests : IDisposable
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_is_shown_once_and_only_its_hash_is_stored()
    {
        using var keys = Open();
        var wanted = new NewKey("catalogue-prod", "catalogue")
        {
            Team = "search",
            Bounds = new Bounds
            {
                Budget = new Budget(500.25m, Period.Term(new DateOnly(2026, 7, 1), new DateOnly(2027, 7, 1), Berlin)),
                Limits = new RateLimits
                {
                    RequestsPerMinute = 600,
                    TokensPerMinute = 400_000,
                    Concurrent = 64,
                },
                Models = new[] { "gpt-5.5", "näh" }.ToFrozenSet(),
                Residency = new Residency(["eu", "us"]),
            },
            OutputCap = 4096,
        };
        var text = keys.Create(wanted).Reveal();
        Assert.Matches("^pn-[A-Za-z0-9_-]{43}$", text);
        var stored = Assert.Single(keys.List());
        Assert.Equal(
            (KeyHash.Of(text), text[..7], Entries.Noon, null),
            (stored.Key.Hash, stored.Prefix, stored.Created, stored.Revoked)
        );
        Assert.Equal(
            (wanted.Name, wanted.Project, wanted.Team, wanted.Bounds, wanted.OutputCap),
            (stored.Key.Name, stored.Key.Project, stored.Key.Team, stored.Key.Bounds, stored.Key.OutputCap)
        );
        Assert.True(stored.Key.Bounds.Allows("näh"));
        Assert.False(stored.Key.Bounds.Allows("gpt-4"));
        Assert.DoesNotContain(text, File.ReadAllText(Path.Combine(_folder.Path, "keys.db")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_instance_sees_keys_made_and_revoked()
    {
        using var running = Open();
        using var command = Open();
        var version = running.Version;
        Assert.Equal(version, running.Version);
        command.Create(new NewKey("a", "p"));
        Assert.NotEqual(version, version = running.Version);
        Assert.Equal("a", Assert.Single(running.Load()).Name);
        Assert.True(command.Revoke("a"));
        Assert.NotEqual(version, version = running.Version);
        Assert.Empty(running.Load());
        Assert.NotNull(Assert.Single(running.List()).Revoked);
        Assert.False(command.Revoke("a"));
        running.Create(new NewKey("b", "p"));
        Assert.NotEqual(version, running.Version);
    }

    [Fact]
    public void A_name_is_never_used_again()
    {
        using var keys = Open();
        keys.Create(new NewKey("a", "p"));
        keys.Revoke("a");
        var error = Assert.Throws<KeyNameTakenException>(() => keys.Create(new NewKey("a", "p")));
        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_file_is_private_to_the_user()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        using var keys = Open();
        keys.Create(new NewKey("a", "p"));
        const UnixFileMode others = (UnixFileMode)0b000_111_111;
        foreach (var file in Directory.EnumerateFiles(_folder.Path))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & others);
        }
    }

    private KeyStore Open() => KeyStore.Open(_folder.Path, _clock);
}
