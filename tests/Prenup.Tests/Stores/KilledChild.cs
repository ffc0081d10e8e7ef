using System.Runtime.CompilerServices;
using Prenup.Stores;

namespace Prenup.Tests.Stores;

/// <summary>
/// A process that enters attempts without end, until it is killed, and writes down each one that the ledger accepted. It is this
/// test program, started with a folder in its environment.
/// </summary>
internal static class KilledChild
{
    public const string Variable = "PRENUP_TEST_ENTER_INTO";
    public const string Acknowledged = "acknowledged";

    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } folder)
        {
            // All on this thread: others cannot run this module's code while it is initialised.
            var options = new LedgerOptions { Folder = folder, SegmentBytes = 256 << 10 };
            var store = LedgerStore.OpenAsync(options, TimeProvider.System).GetAwaiter().GetResult();
            using var acknowledged = new StreamWriter(Path.Combine(folder, Acknowledged), append: true)
            {
                AutoFlush = true,
            };
            Enter(store, acknowledged);
        }
    }

    private static void Enter(LedgerStore store, StreamWriter acknowledged)
    {
        while (true)
        {
            var (first, second) = (store.Ids.Next(), store.Ids.Next());
            foreach (var id in new[] { first, second })
            {
                if (
                    store
                        .OpenAsync(Entries.Opened(1) with { Attempt = id, Exchange = id })
                        .AsTask()
                        .GetAwaiter()
                        .GetResult()
                )
                {
                    acknowledged.Write($"opened {id}\n");
                }
            }
            store.Close(Entries.Closed(1) with { Attempt = first });
            acknowledged.Write($"closed {first}\n");
        }
    }
}
