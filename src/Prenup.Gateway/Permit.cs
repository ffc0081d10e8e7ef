using Prenup.Core.Keys;
using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>What an exchange may do; disposed at its end, streams included.</summary>
public sealed class Permit(VirtualKey key, Model model, Pin pin, KeyUse use, KeyUseVerdict verdict) : IDisposable
{
    private int _left;

    /// <summary>The key it was given to.</summary>
    public VirtualKey Key { get; } = key;

    /// <summary>The model it may ask.</summary>
    public Model Model { get; } = model;

    /// <summary>Where state that it refers to is kept.</summary>
    public Pin Pin { get; } = pin;

    /// <summary>What the key has left, for the reply's rate-limit headers.</summary>
    public KeyUseVerdict Verdict { get; } = verdict;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            use.Leave();
        }
    }
}
