namespace Prenup.Core.Offers;

/// <summary>What happens to an attempt when its client goes away.</summary>
public enum AbortPolicy : byte
{
    /// <summary>It is cancelled at the cloud; what was used is estimated.</summary>
    Cancel = 0,

    /// <summary>It is read to its end under a cap, so that the cloud's usage is known.</summary>
    Drain = 1,
}
