using Triad.Server.Data;
using Triad.Server.Hosting;

namespace Triad.Server.Tests.Data;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _root = Path.Combine(Directory.CreateTempSubdirectory("triad-data-").FullName, "data");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_root)!, recursive: true);

    [Fact]
    public void Open_WhileAnotherHasIt_IsRefusedWithRemedy()
    {
        using var first = DataFolder.Open(_root);
        var refused = Assert.Throws<StartException>(() => DataFolder.Open(_root));
        Assert.Contains(_root, refused.Message);
        Assert.Contains("--data", refused.Message);
    }

    [Fact]
    public void Open_AfterTheOtherEnded_Succeeds()
    {
        DataFolder.Open(_root).Dispose();
        using var second = DataFolder.Open(_root);
        Assert.Equal(_root, second.Root);
    }

    [Fact]
    public void OperatorKey_Written_IsForThisUserOnly()
    {
        using var folder = DataFolder.Open(_root);
        Assert.Null(folder.ReadOperatorKey());
        folder.WriteOperatorKey("tk_secret");
        Assert.Equal("tk_secret", folder.ReadOperatorKey());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.OperatorKeyPath));
    }

    [Fact]
    public void TokenKey_AfterARestart_IsTheSame()
    {
        byte[] drawn;
        using (var folder = DataFolder.Open(_root))
            drawn = folder.TokenKey();
        using var again = DataFolder.Open(_root);
        Assert.Equal(32, drawn.Length);
        Assert.Equal(drawn, again.TokenKey());
    }

    [Fact]
    public void TokenKey_Damaged_IsExplained()
    {
        using var folder = DataFolder.Open(_root);
        folder.TokenKey();
        File.WriteAllText(Path.Combine(_root, "token.key"), "not hexadecimal");
        Assert.Contains("token.key", Assert.Throws<StartException>(folder.TokenKey).Message);
    }
}
