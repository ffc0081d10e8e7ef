using System.Runtime.InteropServices;

namespace Prenup.Serving;

/// <summary>SIGTERM and SIGINT: the first one asks to stop, the second one insists.</summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _first = new();
    private readonly CancellationTokenSource _second = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Takes the signals over from the runtime, which would end the process.</summary>
    public StopSignals() =>
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
        ];

    /// <summary>Set by the first signal.</summary>
    public CancellationToken First => _first.Token;

    /// <summary>Set by the second signal.</summary>
    public CancellationToken Second => _second.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
        _first.Dispose();
        _second.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = true;
        (_first.IsCancellationRequested ? _second : _first).Cancel();
    }
}
