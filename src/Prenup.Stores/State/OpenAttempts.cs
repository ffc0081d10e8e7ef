using System.Diagnostics.CodeAnalysis;
using Prenup.Core.Ledger;

namespace Prenup.Stores.State;

/// <summary>The attempts that are open as far as the journal was read, and how they differ from what <c>state.db</c> has.</summary>
/// <remarks>An attempt that opens and closes between two commits never touches the file.</remarks>
public sealed class OpenAttempts
{
    private readonly Dictionary<LedgerId, Opened> _open = [];
    private readonly HashSet<LedgerId> _added = [];
    private readonly List<LedgerId> _removed = [];

    /// <summary>Opened since the last commit.</summary>
    public IEnumerable<Opened> Added => _added.Select(attempt => _open[attempt]);

    /// <summary>In the file and closed since.</summary>
    public IReadOnlyList<LedgerId> Removed => _removed;

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<LedgerId, Opened> All => _open;

    /// <summary>Takes one that the file has, or will have had where the reading goes on from before it.</summary>
    public void Know(Opened entry) => _open[entry.Attempt] = entry;

    /// <summary>Takes one that the file has not.</summary>
    public void Add(Opened entry)
    {
        _open[entry.Attempt] = entry;
        _added.Add(entry.Attempt);
    }

    /// <summary>Closes an attempt; false where it is not open.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="known">Whether the file knows that already.</param>
    /// <param name="opened">Its opened entry.</param>
    public bool TryClose(LedgerId attempt, bool known, [NotNullWhen(true)] out Opened? opened)
    {
        if (!_open.Remove(attempt, out opened))
        {
            return false;
        }
        if (!known && !_added.Remove(attempt))
        {
            _removed.Add(attempt);
        }
        return true;
    }

    /// <summary>The file has it all.</summary>
    public void Committed()
    {
        _added.Clear();
        _removed.Clear();
    }
}
