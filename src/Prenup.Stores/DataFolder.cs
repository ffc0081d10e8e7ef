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

    /// <summary>The SQLite file built from the journal.</summary>
    public string Database => Path.Combine(Root, "ledger.db");

    /// <summary>The SQLite file of the keys made by command.</summary>
    public string Keys => Path.Combine(Root, "keys.db");

    /// <summary>The file whose lock says that a gateway owns the folder.</summary>
    public string LockFile => Path.Combine(Root, "lock");

    /// <summary>Makes the folder and the journal's where they are missing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public void Create()
    {
        Create(Root);
        Create(Journal);
    }

    /// <summary>The path of a segment: <c>journal/000001.journal</c>.</summary>
    public string Segment(int number) =>
        Path.Combine(Journal, number.ToString("D6", CultureInfo.InvariantCulture) + ".journal");

    /// <summary>The numbers of all segments there are, ascending.</summary>
    public IReadOnlyList<int> Segments()
    {
        var numbers = new List<int>();
        if (Directory.Exists(Journal))
        {
            foreach (var file in Directory.EnumerateFiles(Journal, "*.journal"))
            {
                if (int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, null, out var number))
                {
                    numbers.Add(number);
                }
            }
        }
        numbers.Sort();
        return numbers;
    }

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

    private static void Create(string folder)
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
}
