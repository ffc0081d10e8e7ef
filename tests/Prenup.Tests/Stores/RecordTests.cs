using CsCheck;
using Prenup.Core.Usage;
using Prenup.Stores.Journal;
using Xunit;

namespace Prenup.Tests.Stores;

public sealed class RecordTests
{
    [Fact]
    public void Entries_of_any_text_and_number_read_back_as_they_were()
    {
        var text = Gen
            .String.Select(static s => s.Length > 80 ? s[..80] : s)
            .Where(static s => s.All(static c => !char.IsSurrogate(c)));
        Gen.Select(text, text, Gen.Long[0, long.MaxValue - 1], Gen.Int[0, 999], Gen.Bool)
            .Sample(
                (a, b, tokens, status, known) =>
                {
                    var opened = Entries.Opened(7, tags: known ? a : null) with
                    {
                        Model = a,
                        Team = b,
                        Reserved = known ? new(tokens) : null,
                    };
                    var closed = Entries.Closed(7, known ? b : null) with
                    {
                        Usage = default(UsageVector).With(Meter.AudioOut, tokens),
                        Status = status,
                        Method = known ? a : null,
                        Terms = known ? Entries.Closed(7).Terms : null,
                        Cost = known ? null : new(-tokens),
                        ReportedCost = known ? new(tokens) : null,
                        FirstContent = known ? TimeSpan.Zero : null,
                    };
                    var buffer = new byte[8192];
                    var texts = new LabelTexts();
                    var readOpened = OpenedRecord.Read(
                        Body(OpenedRecord.Write(buffer, opened, Micros.Of(opened.At))),
                        texts
                    );
                    var readClosed = ClosedRecord.Read(
                        Body(ClosedRecord.Write(buffer, closed, Micros.Of(closed.At))),
                        texts
                    );
                    return readOpened == opened && readClosed == closed;
                }
            );
    }

    [Fact]
    public void The_longest_entries_fit_and_are_cut_at_their_limits()
    {
        var huge = new string('ä', 100_000);
        var buffer = new byte[OpenedRecord.MaxBytes];
        var opened = Entries.Opened(1, tags: huge) with
        {
            Key = huge,
            Project = huge,
            Team = huge,
            Model = huge,
            Offer = huge,
            Account = huge,
        };
        var texts = new LabelTexts();
        Assert.Equal(128, OpenedRecord.Read(Body(OpenedRecord.Write(buffer, opened, 0)), texts).Key.Length);
        var usage = Meters.All.Aggregate(
            default(UsageVector),
            static (sum, meter) => sum.With(meter, long.MaxValue - 1)
        );
        var closed = Entries.Closed(1, huge) with
        {
            Usage = usage,
            Method = huge,
            CloudRequestId = huge,
            ServedModel = huge,
            ServedTier = huge,
            Terms = new(huge, Entries.Noon, huge, long.MaxValue),
            Status = int.MaxValue,
            FirstContent = TimeSpan.MaxValue,
            Duration = TimeSpan.MaxValue,
        };
        var read = ClosedRecord.Read(Body(ClosedRecord.Write(new byte[ClosedRecord.MaxBytes], closed, 0)), texts);
        Assert.Equal(usage, read.Usage);
        Assert.Null(read.StoredId);
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> record)
    {
        Assert.True(RecordFrame.IsWhole(record));
        return record[(RecordFrame.HeaderBytes + 1)..];
    }
}
