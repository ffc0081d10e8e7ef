using System.Runtime.InteropServices;

namespace Prenup.Serving.Reloading;

/// <summary>SIGHUP: the configuration file is read again, whether it changed or not.</summary>
public static class ReloadSignal
{
    /// <summary>Takes the signal over from the runtime, which would end the process. Null on Windows, where it means that the window closes.</summary>
    public static IDisposable? Register(ConfigurationReload reload) =>
        OperatingSystem.IsWindows()
            ? null
            : PosixSignalRegistration.Create(
                PosixSignal.SIGHUP,
                signal =>
                {
                    signal.Cancel = true;
                    reload.Ask("of SIGHUP");
                }
            );
}
