namespace FoodCoop.Platform.Data;

/// <summary>The folder with the co-ops' files, keys and mails; locked while the program runs, so that only one process writes.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream locked;

    /// <exception cref="InUseException">Another process has the folder.</exception>
    public DataFolder(string path)
    {
        Root = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InUseException($"The folder {Root} cannot be made: {e.Message} Choose another folder with DATA.", e);
        }
        try
        {
            locked = new FileStream(Path("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InUseException($"The folder {Root} cannot be written. Give this program the right to, or choose another folder with DATA.", e);
        }
        catch (IOException e)
        {
            throw new InUseException($"Another FoodCoop is already running on the folder {Root}. Stop it first, or choose another folder with DATA.", e);
        }
    }

    public string Root { get; }

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    public void Dispose() => locked.Dispose();
}

/// <summary>The data folder cannot be used: it belongs to another process, or to a co-op of another kind. The message says what to do.</summary>
public sealed class InUseException(string message, Exception? inner = null) : Exception(message, inner);
