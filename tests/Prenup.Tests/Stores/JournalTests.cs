using System.Runtime.Versioning;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Prenup.Core.Ledger;
using Prenup.Stores;
using Prenup.Stores.Journal;
using Xunit;

namespace Prenup.Tests.Stores;

public sealed class JournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Segment => new DataFolder(_folder.Path).Segment(1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_truncation_of_the_tail_recovers_every_whole_record()
    {
        var ends = Write(6);
        var bytes = File.ReadAllBytes(Segment);
        for (var length = SegmentHeader.Bytes; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(Segment, bytes[..length]);
            var read = ReadAll(out var damages);
            Assert.Equal(ends.Count(end => end <= length), read.Count);
            Assert.All(damages, static damage => Assert.True(damage.IsTorn));
        }
    }

    [Fact]
    public void Appending_after_a_torn_tail_leaves_no_trace_of_it()
    {
        Write(2);
        var whole = File.ReadAllBytes(Segment);
        File.WriteAllBytes(Segment, [.. whole, .. whole.AsSpan(whole.Length - 90, 60)]);
        var recovered = RecoveredJournal.Read(new DataFolder(_folder.Path));
        Assert.Equal(whole.Length, recovered.End.Offset);
        Assert.True(Assert.Single(recovered.Damages).IsTorn);
        Write(1, first: 3);
        Assert.Equal(6, ReadAll(out var damages).Count);
        Assert.Empty(damages);
    }

    [Fact]
    public void A_torn_tail_in_a_mapped_segment_is_found_before_its_zeros_and_cleared()
    {
        var end = (int)Write(2, maps: true)[^1];
        var file = File.ReadAllBytes(Segment);
        file.AsSpan(end - 90, 60).CopyTo(file.AsSpan(end));
        File.WriteAllBytes(Segment, file);
        var recovered = RecoveredJournal.Read(new DataFolder(_folder.Path));
        Assert.Equal(end, recovered.End.Offset);
        Assert.True(Assert.Single(recovered.Damages).IsTorn);
        Write(1, first: 3, maps: true);
        Assert.Equal(6, ReadAll(out var damages).Count);
        Assert.Empty(damages);
    }

    [Fact]
    public void Corrupt_bytes_in_the_middle_are_named_and_passed_over()
    {
        var ends = Write(3);
        var bytes = File.ReadAllBytes(Segment);
        bytes[ends[1] + 30] ^= 1;
        File.WriteAllBytes(Segment, bytes);
        Assert.Equal(5, ReadAll(out var damages).Count);
        var damage = Assert.Single(damages);
        Assert.Equal(new JournalPosition(1, ends[1]), damage.At);
        Assert.Equal(ends[2] - ends[1], damage.Bytes);
        Assert.False(damage.IsTorn);
    }

    [Fact]
    public void Any_flipped_bit_loses_at_most_its_own_record_and_is_named()
    {
        var ends = Write(4);
        var bytes = File.ReadAllBytes(Segment);
        var all = ReadAll(out _).ToHashSet();
        Gen.Select(Gen.Int[(int)ends[0], bytes.Length - 1], Gen.Int[0, 7])
            .Sample(
                (at, bit) =>
                {
                    var flipped = bytes.ToArray();
                    flipped[at] ^= (byte)(1 << bit);
                    File.WriteAllBytes(Segment, flipped);
                    var read = ReadAll(out var damages);
                    // None where it is one of the two labels of a text.
                    return read.Count is 7 or 8
                        && read.TrueForAll(all.Contains)
                        && damages.Count == 1
                        && damages[0].At.Offset <= at;
                },
                iter: 300,
                threads: 1
            );
    }

    [Fact]
    public void Time_never_runs_backwards_when_the_clock_does()
    {
        using (var writer = Writer())
        {
            writer.TryOpen(Entries.Opened(1_000));
            writer.TryOpen(Entries.Opened(500));
            writer.Close(Entries.Closed(500));
            writer.Close(Entries.Closed(1_000));
        }
        var times = ReadAll(out _).Select(static entry => entry is Opened o ? o.At : ((Closed)entry).At).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal(Entries.Noon.AddMilliseconds(1_000), times[1]);
    }

    [Fact]
    public void Full_segments_are_followed_by_others_that_carry_what_is_open()
    {
        using (var writer = Writer(new LedgerOptions { Folder = _folder.Path, SegmentBytes = 8 << 10 }))
        {
            writer.TryOpen(Entries.Opened(1));
            for (var attempt = 2; attempt <= 600; attempt++)
            {
                Assert.True(writer.TryOpen(Entries.Opened(attempt)));
                writer.Close(Entries.Closed(attempt));
            }
        }
        var folder = new DataFolder(_folder.Path);
        Assert.True(folder.Segments().Count > 3);
        var recovered = RecoveredJournal.Read(folder);
        Assert.Equal([new LedgerId(1)], recovered.Open);
        Assert.Equal(1_000_600, recovered.HighestId);
        Assert.Equal(1_199, ReadAll(out var damages).Count);
        Assert.Empty(damages);
    }

    [Fact]
    public void A_damaged_begin_of_the_last_segment_is_made_up_for_from_the_one_before()
    {
        Full_segments_are_followed_by_others_that_carry_what_is_open();
        var folder = new DataFolder(_folder.Path);
        var last = folder.Segment(folder.Segments()[^1]);
        var bytes = File.ReadAllBytes(last);
        bytes[SegmentHeader.Bytes + 12] ^= 1;
        File.WriteAllBytes(last, bytes);
        var recovered = RecoveredJournal.Read(folder);
        Assert.Equal([new LedgerId(1)], recovered.Open);
        Assert.Single(recovered.Damages);
    }

    [Fact]
    public void An_attempt_is_closed_once()
    {
        using (var writer = Writer())
        {
            writer.TryOpen(Entries.Opened(1));
            Assert.NotNull(writer.Close(Entries.Closed(1)));
            Assert.Null(writer.Close(Entries.Closed(1)));
            Assert.Null(writer.Close(Entries.Closed(2)));
        }
        Assert.Equal(2, ReadAll(out _).Count);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Files_are_private_to_the_user()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Write(1);
        const UnixFileMode others = (UnixFileMode)0b000_111_111;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Segment) & others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.GetDirectoryName(Segment)!) & others);
    }

    // The ends of all records, two per attempt.
    private List<long> Write(int attempts, int first = 1, bool maps = false)
    {
        var ends = new List<long>();
        using var writer = Writer(maps: maps);
        for (var attempt = first; attempt < first + attempts; attempt++)
        {
            writer.TryOpen(Entries.Opened(attempt));
            ends.Add(writer.End.Offset);
            writer.Close(Entries.Closed(attempt));
            ends.Add(writer.End.Offset);
        }
        return ends;
    }

    private JournalWriter Writer(LedgerOptions? options = null, bool maps = false)
    {
        var folder = new DataFolder(_folder.Path);
        folder.Create();
        options ??= new LedgerOptions { Folder = _folder.Path, Maps = maps }; // unmapped files end with their last record
        return new JournalWriter(
            folder,
            options,
            RecoveredJournal.Read(folder),
            new FakeTimeProvider(),
            NullLogger.Instance
        );
    }

    private List<object> ReadAll(out List<JournalDamage> damages)
    {
        damages = [];
        var entries = new List<object>();
        using var cursor = new JournalCursor(new DataFolder(_folder.Path), default) { Damaged = damages.Add };
        while (cursor.TryRead())
        {
            if (cursor.Entry() is not CarriedRecord and var entry)
            {
                entries.Add(entry);
            }
        }
        return entries;
    }
}
