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
    public void Open_ByProcessesOfOneCluster_IsShared()
    {
        using var first = DataFolder.Open(_root, "triad");
        using var second = DataFolder.Open(_root, "triad");
        Assert.True(second.IsShared);
        Assert.NotEqual(first.Scratch, second.Scratch);
        Assert.NotEqual(first.Uploads, second.Uploads);
    }

    [Theory]
    [InlineData(null, "triad")]
    [InlineData("triad", null)]
    public void Open_AloneAndByACluster_RefuseEachOther(string? first, string? second)
    {
        using var has = DataFolder.Open(_root, first);
        Assert.Contains("--data", Assert.Throws<StartException>(() => DataFolder.Open(_root, second)).Message);
    }

    [Fact]
    public void Open_ByAnotherCluster_IsRefusedWithBothNames()
    {
        DataFolder.Open(_root, "blue").Dispose();
        var refused = Assert.Throws<StartException>(() => DataFolder.Open(_root, "green"));
        Assert.Contains("'blue'", refused.Message);
        Assert.Contains("'green'", refused.Message);
        using var right = DataFolder.Open(_root, "blue");
    }

    [Fact]
    public void Keys_DrawnByManyProcessesAtOnce_AreTheSameForAll()
    {
        var folders = Enumerable.Range(0, 8).Select(_ => DataFolder.Open(_root, "triad")).ToList();
        var tokens = new string[folders.Count];
        var operators = new string?[folders.Count];
        Parallel.For(0, folders.Count, new ParallelOptions { MaxDegreeOfParallelism = folders.Count }, i =>
        {
            tokens[i] = Convert.ToHexString(folders[i].TokenKey());
            folders[i].WriteOperatorKey($"tk_{i}");
            operators[i] = folders[i].ReadOperatorKey();
        });
        Assert.Single(tokens.Distinct());
        Assert.Single(operators.Distinct());
        Assert.Empty(Directory.GetFiles(_root, "*.new"));
        foreach (var folder in folders)
            folder.Dispose();
    }

    [Fact]
    public void Open_BesideALivingNeighbour_LeavesItsScratchAndUploads()
    {
        using var living = DataFolder.Open(_root, "triad");
        Leave(living.Scratch, "query");
        Leave(living.Uploads, "mark");

        using var other = DataFolder.Open(_root, "triad");

        Assert.True(File.Exists(Path.Combine(living.Scratch, "query")));
        Assert.True(File.Exists(Path.Combine(living.Uploads, "mark")));
        Assert.DoesNotContain(living.Uploads, other.AbandonedUploads);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("triad")]
    public void Open_AfterAProcessEnded_ClearsItsScratchAndTakesItsUploads(string? cluster)
    {
        var ended = DataFolder.Open(_root, cluster);
        Leave(ended.Scratch, "query");
        Leave(ended.Uploads, "mark");
        ended.Dispose(); // What a kill leaves too: the kernel lets go of the locks.

        using var next = DataFolder.Open(_root, cluster);

        Assert.False(Directory.Exists(ended.Scratch));
        Assert.Contains(ended.Uploads, next.AbandonedUploads);
        Assert.True(File.Exists(Path.Combine(ended.Uploads, "mark")));
    }

    [Fact]
    public void AbandonedUploads_AreOneProcessesAtATime_AndNeverOfOneThatDoesNotSweep()
    {
        var ended = DataFolder.Open(_root, "triad");
        Leave(ended.Uploads, "mark");
        ended.Dispose();

        using var silo = DataFolder.Open(_root, "triad", sweepsUploads: false);
        using var first = DataFolder.Open(_root, "triad");
        using var second = DataFolder.Open(_root, "triad");

        Assert.DoesNotContain(ended.Uploads, silo.AbandonedUploads);
        Assert.Contains(ended.Uploads, first.AbandonedUploads);
        Assert.DoesNotContain(ended.Uploads, second.AbandonedUploads);
    }

    [Fact]
    public void ForgetAddress_OfAnotherProcess_LeavesIt()
    {
        using var folder = DataFolder.Open(_root, "triad");
        folder.RememberAddress("http://127.0.0.1:1");
        folder.ForgetAddress("http://127.0.0.1:2");
        Assert.True(File.Exists(Path.Combine(_root, "address")));
        folder.ForgetAddress("http://127.0.0.1:1");
        Assert.False(File.Exists(Path.Combine(_root, "address")));
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

    private static void Leave(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), "left");
    }
}
