using System.Diagnostics;
using Prenup.Core.Ledger;
using Prenup.Stores;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores;

public sealed class KillTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Acknowledged => Path.Combine(_folder.Path, KilledChild.Acknowledged);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_9_at_any_moment_loses_nothing_that_was_accepted()
    {
        for (var round = 0; round < 6; round++)
        {
            await EnterAndKillAsync(TimeSpan.FromMilliseconds(20 + (30 * round)));
        }
        await using (await LedgerStore.OpenAsync(new LedgerOptions { Folder = _folder.Path }, TimeProvider.System)) { }

        using var reader = LedgerReader.Open(_folder.Path);
        Assert.Empty(reader.Verify(Entries.Prices));
        var rows = reader.Show(LedgerFilter.All).ToDictionary(static row => row.Opened.Attempt.ToString());
        var lines = File.ReadAllText(Acknowledged).Split('\n')[..^1];
        Assert.True(lines.Length > 100);
        foreach (var line in lines)
        {
            var (kind, id) = (line[..6], line[7..]);
            Assert.True(rows.ContainsKey(id), line);
            Assert.True(kind != "closed" || rows[id].State == AttemptState.Settled, line);
        }
        Assert.All(rows.Values, static row => Assert.NotNull(row.Closed));
    }

    private async Task EnterAndKillAsync(TimeSpan after)
    {
        var before = Length();
        var program = Path.Combine(
            AppContext.BaseDirectory,
            OperatingSystem.IsWindows() ? "Prenup.Tests.exe" : "Prenup.Tests"
        );
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[KilledChild.Variable] = _folder.Path;
        using var child = Process.Start(start)!;
        while (Length() == before)
        {
            Assert.False(child.HasExited);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
        await Task.Delay(after, TestContext.Current.CancellationToken);
        child.Kill();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private long Length() => File.Exists(Acknowledged) ? new FileInfo(Acknowledged).Length : 0;
}
