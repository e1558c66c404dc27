using Triad.Core.Durability;

namespace Triad.Core.Tests.Durability;

public sealed class OnceFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("triad-once-").FullName;

    private string File => Path.Combine(_root, "key");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Write_Twice_KeepsTheFirst()
    {
        Assert.True(OnceFile.Write(File, "first"));
        Assert.False(OnceFile.Write(File, "second"));

        Assert.Equal("first", System.IO.File.ReadAllText(File));
        Assert.Equal([File], Directory.GetFiles(_root));
    }

    [Fact]
    public void Write_IsForThisUserAlone()
    {
        OnceFile.Write(File, "secret");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task Write_FromManyAtOnce_IsOneOfTheirs()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => OnceFile.Write(File, $"{i}"))));

        Assert.Equal(1, won.Count(first => first));
        Assert.Equal($"{Array.IndexOf(won, true)}", System.IO.File.ReadAllText(File));
    }
}
