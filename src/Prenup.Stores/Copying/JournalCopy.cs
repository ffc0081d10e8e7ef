using Prenup.Stores.Journal;

namespace Prenup.Stores.Copying;

/// <summary>Copies a journal's segments, also while the last one is written.</summary>
internal static class JournalCopy
{
    /// <summary>Copies every whole record that is there now.</summary>
    /// <returns>After the last of them; segment 0 where there is none.</returns>
    /// <exception cref="IOException">A segment cannot be read or written.</exception>
    public static JournalPosition Run(DataFolder from, DataFolder to)
    {
        var segments = from.Segments();
        var end = default(JournalPosition);
        foreach (var number in segments)
        {
            // Only the last one is written: the others are full.
            end = number == segments[^1] ? End(from, number) : new(number, new FileInfo(from.Find(number)).Length);
            if (end.Offset > 0)
            {
                Copy(from, to, number, end.Offset);
            }
        }
        foreach (var month in from.ArchivedMonths().Where(month => File.Exists(from.Seal(month))))
        {
            DataFolder.CreatePrivate(to.Archive(month));
            Copy(from.Seal(month), to.Seal(month), new FileInfo(from.Seal(month)).Length);
        }
        return end;
    }

    // Beside the one that writes, a record may be seen half; a second look tells that from damage.
    private static JournalPosition End(DataFolder folder, int segment)
    {
        for (var damages = 0; ; )
        {
            var before = damages;
            damages = 0;
            using var cursor = new JournalCursor(folder, new JournalPosition(segment, 0))
            {
                Damaged = damage => damages += damage.IsTorn ? 0 : 1,
            };
            while (cursor.TryRead(new JournalPosition(segment, long.MaxValue))) { }
            if (damages == before)
            {
                return cursor.Position;
            }
        }
    }

    // A segment may be archived meanwhile: then it is found there.
    private static void Copy(DataFolder from, DataFolder to, int number, long bytes)
    {
        var source = from.Find(number);
        var target = Path.Combine(to.Journal, Path.GetRelativePath(from.Journal, source));
        DataFolder.CreatePrivate(Path.GetDirectoryName(target)!);
        try
        {
            Copy(source, target, bytes);
        }
        catch (FileNotFoundException)
        {
            Copy(from.Find(number), target, bytes);
        }
    }

    private static void Copy(string from, string to, long bytes)
    {
        using var source = new FileStream(
            from,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0
        );
        using var target = new FileStream(to, DataFolder.Private(FileMode.CreateNew, FileShare.None));
        var buffer = new byte[1 << 20];
        while (target.Length < bytes)
        {
            var read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, bytes - target.Length));
            if (read == 0)
            {
                throw new IOException($"'{from}' became shorter while it was copied.");
            }
            target.Write(buffer, 0, read);
        }
        target.Flush(flushToDisk: true);
    }
}
