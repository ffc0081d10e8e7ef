using System.Globalization;

namespace Prenup.Stores;

/// <summary>The data folder and the names in it; everything made here is private to the user (0700, 0600).</summary>
/// <param name="path">The folder.</param>
public sealed class DataFolder(string path)
{
    private const UnixFileMode PrivateFolder =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder, absolute.</summary>
    public string Root { get; } = Path.GetFullPath(path);

    /// <summary>The journal's folder.</summary>
    public string Journal => Path.Combine(Root, "journal");

    /// <summary>The SQLite file that versions before months kept the whole ledger in.</summary>
    public string OldLedger => Path.Combine(Root, "ledger.db");

    /// <summary>The SQLite file of what is open and what clouds store.</summary>
    public string State => Path.Combine(Root, "state.db");

    /// <summary>The SQLite file of the keys made by command.</summary>
    public string Keys => Path.Combine(Root, "keys.db");

    /// <summary>The file whose lock says that a gateway owns the folder.</summary>
    public string LockFile => Path.Combine(Root, "lock");

    /// <summary>Makes the folder and the journal's where they are missing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public void Create()
    {
        CreatePrivate(Root);
        CreatePrivate(Journal);
    }

    /// <summary>The SQLite file of a month's entries: <c>ledger-2026-11.db</c>.</summary>
    public string Month(LedgerMonth month) => Path.Combine(Root, $"ledger-{month}.db");

    /// <summary>The months that have a file, ascending.</summary>
    public IReadOnlyList<LedgerMonth> Months()
    {
        const string prefix = "ledger-";
        var months = new List<LedgerMonth>();
        foreach (var file in Directory.EnumerateFiles(Root, prefix + "*.db"))
        {
            if (LedgerMonth.TryParse(Path.GetFileNameWithoutExtension(file)[prefix.Length..], out var month))
            {
                months.Add(month);
            }
        }
        months.Sort();
        return months;
    }

    /// <summary>Where the segments of a month that is over lie: <c>journal/2026-11</c>.</summary>
    public string Archive(LedgerMonth month) => Path.Combine(Journal, month.Name);

    /// <summary>The seal of a month that is over.</summary>
    public string Seal(LedgerMonth month) => Path.Combine(Archive(month), "seal.json");

    /// <summary>The months whose segments are archived, ascending.</summary>
    public IEnumerable<LedgerMonth> ArchivedMonths() =>
        Archives()
            .Select(static folder => LedgerMonth.TryParse(Path.GetFileName(folder), out var month) ? month : default)
            .Order();

    /// <summary>The path of a segment that is written: <c>journal/000001.journal</c>.</summary>
    public string Segment(int number) => Path.Combine(Journal, FileName(number));

    /// <summary>The path of a segment that is there, archived or not; of one that is not, where it would be written.</summary>
    public string Find(int number)
    {
        var (written, name) = (Segment(number), FileName(number));
        return File.Exists(written)
            ? written
            : Archives().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? written;
    }

    /// <summary>The numbers of all segments there are, archived ones too, ascending.</summary>
    // A segment that is archived meanwhile must be seen in one place or the other: first where it comes from.
    public IReadOnlyList<int> Segments() => Segments(Archives().Prepend(Journal));

    /// <summary>The numbers of the segments that are archived with a month, ascending.</summary>
    public IReadOnlyList<int> Segments(LedgerMonth month) => Segments([Archive(month)]);

    /// <summary>How a file is opened for writing, unbuffered; one that is made is private to the user.</summary>
    /// <param name="mode">Whether it is made.</param>
    /// <param name="share">Who else may open it.</param>
    /// <param name="reserve">Bytes reserved on disk for it.</param>
    public static FileStreamOptions Private(FileMode mode, FileShare share, long reserve = 0)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
            PreallocationSize = reserve,
        };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }

    /// <summary>Makes an empty private file where there is none; SQLite gives its side files the same mode.</summary>
    public static void Touch(string file) =>
        new FileStream(file, Private(FileMode.OpenOrCreate, FileShare.ReadWrite | FileShare.Delete)).Dispose();

    /// <summary>Makes a folder, private to the user, where it is missing.</summary>
    public static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, PrivateFolder);
        }
    }

    private static IReadOnlyList<int> Segments(IEnumerable<string> folders)
    {
        var numbers = new SortedSet<int>();
        foreach (var folder in folders.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.journal"))
            {
                if (int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, null, out var number))
                {
                    numbers.Add(number);
                }
            }
        }
        return [.. numbers];
    }

    private static string FileName(int number) => number.ToString("D6", CultureInfo.InvariantCulture) + ".journal";

    private IEnumerable<string> Archives() =>
        Directory.Exists(Journal)
            ? Directory
                .EnumerateDirectories(Journal)
                .Where(static folder => LedgerMonth.TryParse(Path.GetFileName(folder), out _))
            : [];
}
