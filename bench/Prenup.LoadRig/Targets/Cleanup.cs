using System.Runtime.InteropServices;

namespace Prenup.LoadRig.Targets;

/// <summary>What has to go when the rig is interrupted: child processes and temporary folders.</summary>
internal static class Cleanup
{
    private const int Interrupted = 130;
    private static readonly Lock Gate = new();
    private static readonly List<IDisposable> Open = [];

    /// <summary>From now on an interrupt (Ctrl-C, SIGTERM, SIGHUP) disposes of everything open and ends the process.</summary>
    public static IDisposable OnInterrupt() =>
        new Registrations([
            PosixSignalRegistration.Create(PosixSignal.SIGINT, End),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, End),
        ]);

    /// <summary>Adds something to dispose of; its own disposal may run twice.</summary>
    public static void Add(IDisposable item)
    {
        lock (Gate)
        {
            Open.Add(item);
        }
    }

    private static void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lock (Gate)
        {
            for (var i = Open.Count - 1; i >= 0; i--)
            {
                Open[i].Dispose();
            }
        }

        Environment.Exit(Interrupted);
    }

    private sealed class Registrations(PosixSignalRegistration[] all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var registration in all)
            {
                registration.Dispose();
            }
        }
    }
}
