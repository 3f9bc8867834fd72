// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

/// <summary>Keys that the <c>openssl</c> tool (3.0) made for these tests.</summary>
internal static class OpenSslKeys
{
    public static readonly (KeyType Type, string Private, string Public)[] Pem =
    [
        (
            KeyType.Ed25519,
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJB0RILnEUfcz207UzPSN7jliydgXYX2J04lXM/Ae4Om
            -----END PRIVATE KEY-----
            """,
            """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAv+cC3cHNPz0A5mXwVERkn9TSj/K4OObblJYnImT2YDo=
            -----END PUBLIC KEY-----
            """),
        (
            KeyType.X25519,
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VuBCIEIPCjfR7vbCo6ctZuNPBOtsKhje80bu3OZWqkpsSLB7RO
            -----END PRIVATE KEY-----
            """,
            """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VuAyEA1oXxkhIdMUnODO0X2Zsd7Cb/7jwKvIes9x+yI9eIpCQ=
            -----END PUBLIC KEY-----
            """),
        (
            KeyType.Secp256k1,
            """
            -----BEGIN PRIVATE KEY-----
            MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgzrBV0t5Q5wmmVUwflH3W
            0Sfnbsy/pTNjmpyPgPwYjmahRANCAATiyXpaHTGHA9Ua9ed9uPlE2aZvOdNXubfK
            7TsnxyoBINGjKiojmIBaoIQj93XQbkEt6OhcrS5RPFGB1NCj07N7
            -----END PRIVATE KEY-----
            """,
            """
            -----BEGIN PUBLIC KEY-----
            MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAE4sl6Wh0xhwPVGvXnfbj5RNmmbznTV7m3
            yu07J8cqASDRoyoqI5iAWqCEI/d10G5BLejoXK0uUTxRgdTQo9Ozew==
            -----END PUBLIC KEY-----
            """),
        (
            KeyType.P256,
            """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8dzp/2+KMfpfT38I
            Sf7Sfw7cJxZo5Mq8G4/3A6lxfyOhRANCAATx//HFxz/knsSm47ZzCaPI31bw8KL/
            Nskb1s+5/DmKfsi62EPzKBSgJQ1cpZgIQvolMvvOAxPAuyhDIVHo4S7d
            -----END PRIVATE KEY-----
            """,
            """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8f/xxcc/5J7EpuO2cwmjyN9W8PCi
            /zbJG9bPufw5in7IuthD8ygUoCUNXKWYCEL6JTL7zgMTwLsoQyFR6OEu3Q==
            -----END PUBLIC KEY-----
            """),
        (
            KeyType.P384,
            """
            -----BEGIN PRIVATE KEY-----
            MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAFpSx5H0Gd7Q25Jjyn
            kzyvhhBG9h7556QDmW1PVXiowNkGEdwmszDMZROBGhbkXrihZANiAASNWDdJjzLS
            xcyHwpRO2JOFf571AiJbkxgwyII5yItIP85E03+mmdyTQ73HDVAjHuxjoNJOoqEp
            0DDS6GgHRfSIpV8WLs+eVWgZEBNIQl9w6TV/jfmAQLHHgvTZwDx5jv0=
            -----END PRIVATE KEY-----
            """,
            """
            -----BEGIN PUBLIC KEY-----
            MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEjVg3SY8y0sXMh8KUTtiThX+e9QIiW5MY
            MMiCOciLSD/ORNN/ppnck0O9xw1QIx7sY6DSTqKhKdAw0uhoB0X0iKVfFi7PnlVo
            GRATSEJfcOk1f435gECxx4L02cA8eY79
            -----END PUBLIC KEY-----
            """),
        (
            KeyType.P521,
            """
            -----BEGIN PRIVATE KEY-----
            MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIAxic2HU3+V1/SMs8E
            Ya2fEj9JOqi62UPr9Ku3Siqn2o9o/h8HGXsEReib4kI3BmTMGVuNKxt0b8Fu7xP0
            VMILt7qhgYkDgYYABAH8L5ybgl6sM+PzfCy6qw880mDxHZw2a7IWhHIJX2mh/sY1
            a3IBpMa46dRa8Fm2l/sYvJOlszNSNxPpwRekncoW4gAWH58d6MfZRMfLq1oYVilZ
            B1EG0wA5ZtB9yEIt43tlZbIkCtxt9UykBETG2U41J0ru0nWl5LzHPGw0b+b7Mn47
            mg==
            -----END PRIVATE KEY-----
            """,
            """
            -----BEGIN PUBLIC KEY-----
            MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQB/C+cm4JerDPj83wsuqsPPNJg8R2c
            NmuyFoRyCV9pof7GNWtyAaTGuOnUWvBZtpf7GLyTpbMzUjcT6cEXpJ3KFuIAFh+f
            HejH2UTHy6taGFYpWQdRBtMAOWbQfchCLeN7ZWWyJArcbfVMpARExtlONSdK7tJ1
            peS8xzxsNG/m+zJ+O5o=
            -----END PUBLIC KEY-----
            """),
        (
            KeyType.Rsa,
            """
            -----BEGIN PRIVATE KEY-----
            MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCn2xUo0acrNcmV
            FrWFpCj8to1U9+hTPlrvWNk4nSTKprHlGlTrlM9BOl/VQHaDoOn3uPqswGVW8Fgy
            /PKz3x6ceZh73Bo8GngJbB0sgTRxSvqy/gVu3+URJZveJrq+0X4PKopG28ggDF5V
            wbRJfVR1LTGbhV6m/hilG83oh+G+KP95xLg0dWPwtkV5JqnywIY9mZ59qNxUVjRf
            gykmDYu1MikrX4bBSaM8cmpOYE5u5yUPzQbhgF/JMRrzGxH2oVsGXvGPqEMqhtjv
            89LUi96UQv0YlUWYui0tOJYK7odtwCraNFic4qYRu93f/wmE6PtfxCriMAIki/EL
            5M5poZyJAgMBAAECggEACnA11yV+g1HjeMmCPU7Rm7GQhW2rPW39wq+gRoSDMrT+
            EBS8ni/RWamTJxRMqm/ZzOVsdUy7oJXurjELuMLRyQJIyL8NxJoSx+c4wzk/tSHo
            CDSCyvvSZ2gS0tROvaoScEgBdFmbjt6mCSg0GXPZSjYmxRico77ecnoRqnm0wJn7
            M4JB/3TK36YdDIrrexTw1iLawboq4mPptSaxpwXs8+wuXJgvs7rP1tbgGQFbfzwZ
            eZA9+BPDBOBn+wrOPtpzQhWxziej5tY7PBCYs1BZm+NY+bn/VNzMuGB2rAvwSqRv
            yWpdkPWr3YjhhFbTP6euONRIP9nFguBWRJmHtgfPZwKBgQDiTwUTbh2w4AlUvc6o
            UEmAkT4w2IYdL9SKnMUh+6Svk7SseV0AWFarPPxn+GGYigLi3zKFt+iXcb7kIc+s
            ljWnZU6vpjqDaEOXll2wvDnB6ncpbQ0gwRzwqfld4lVYIRfjGwBgbB7+qD6QIdB+
            nJb3YYdYToPE63nEAVIfuEAmVwKBgQC94NGTpPhLjPxrZgMskXJ5JxWd6avE6vsz
            6rrWODlPl9r/9ciXcBvrXNo7wXkitte2w1sPWqr3YYBLJCj8r74zjGaKOHvo/3eL
            M3f/PRhr+51aTtnUkwM94i3pM0UWIx9phNbBDOnrPRh7vZhRBnnI6mNSpaLrffzn
            enVEB7/IHwKBgAYYRLW6QHh0ACxVFEy6JNCemMMuAaallB7LjA+XPF8yJiqC9js9
            JdBkyxNtwAsgpGVBx5WMV2pEuPRh6LroLLe+ZbkbS/YgB7n8ZbeNyixryRvHgRQB
            v2rH2RxrLQs7kO4f2wm9v7PyCgVNs9TFGNe+u6toKepSwSvDMVgDWU7vAoGATznM
            GG/ADj4AYIuLDYCOpBBzy5ThT+O/9tSdKp8BAr3Y6e3SyaVEcPsoL8C1W4+xCBgR
            GaH6LggnsLKgy3ZExVtyuX+B7CET7ygFjKEgXIX7DOBTsYe51YtXHrN+wxLam3uK
            47gQrk+qtI7STBSIohVyZdyo0tuZt7f3z+/vzH8CgYAaB2OI0CDeX6BHl0/rsPtv
            ekQ540Rtj0/50JPGYVXa0vIlo8kywsVjFTIN+dHKELRNLC/9k5uP9s+VI/Hx2L78
            tJrWypqLib2yA09gD9v+x+FJ1WaMNp8CjrlLSFqH/l6CeLAW7+jaOl+AX7W4BhXu
            QHu8AKP86XKv0yzG+Rc0ag==
            -----END PRIVATE KEY-----
            """,
            """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp9sVKNGnKzXJlRa1haQo
            /LaNVPfoUz5a71jZOJ0kyqax5RpU65TPQTpf1UB2g6Dp97j6rMBlVvBYMvzys98e
            nHmYe9waPBp4CWwdLIE0cUr6sv4Fbt/lESWb3ia6vtF+DyqKRtvIIAxeVcG0SX1U
            dS0xm4Vepv4YpRvN6Ifhvij/ecS4NHVj8LZFeSap8sCGPZmefajcVFY0X4MpJg2L
            tTIpK1+GwUmjPHJqTmBObuclD80G4YBfyTEa8xsR9qFbBl7xj6hDKobY7/PS1Ive
            lEL9GJVFmLotLTiWCu6HbcAq2jRYnOKmEbvd3/8JhOj7X8Qq4jACJIvxC+TOaaGc
            iQIDAQAB
            -----END PUBLIC KEY-----
            """),
    ];

    /// <summary>The same form as <c>openssl ec</c> writes.</summary>
    public static readonly (KeyType Type, string Private)[] Sec1Pem =
    [
        (
            KeyType.Secp256k1,
            """
            -----BEGIN EC PRIVATE KEY-----
            MHQCAQEEIM6wVdLeUOcJplVMH5R91tEn527Mv6UzY5qcj4D8GI5moAcGBSuBBAAK
            oUQDQgAE4sl6Wh0xhwPVGvXnfbj5RNmmbznTV7m3yu07J8cqASDRoyoqI5iAWqCE
            I/d10G5BLejoXK0uUTxRgdTQo9Ozew==
            -----END EC PRIVATE KEY-----
            """),
        (
            KeyType.P256,
            """
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIPHc6f9vijH6X09/CEn+0n8O3CcWaOTKvBuP9wOpcX8joAoGCCqGSM49
            AwEHoUQDQgAE8f/xxcc/5J7EpuO2cwmjyN9W8PCi/zbJG9bPufw5in7IuthD8ygU
            oCUNXKWYCEL6JTL7zgMTwLsoQyFR6OEu3Q==
            -----END EC PRIVATE KEY-----
            """),
        (
            KeyType.P384,
            """
            -----BEGIN EC PRIVATE KEY-----
            MIGkAgEBBDAFpSx5H0Gd7Q25JjynkzyvhhBG9h7556QDmW1PVXiowNkGEdwmszDM
            ZROBGhbkXrigBwYFK4EEACKhZANiAASNWDdJjzLSxcyHwpRO2JOFf571AiJbkxgw
            yII5yItIP85E03+mmdyTQ73HDVAjHuxjoNJOoqEp0DDS6GgHRfSIpV8WLs+eVWgZ
            EBNIQl9w6TV/jfmAQLHHgvTZwDx5jv0=
            -----END EC PRIVATE KEY-----
            """),
        (
            KeyType.P521,
            """
            -----BEGIN EC PRIVATE KEY-----
            MIHcAgEBBEIAxic2HU3+V1/SMs8EYa2fEj9JOqi62UPr9Ku3Siqn2o9o/h8HGXsE
            Reib4kI3BmTMGVuNKxt0b8Fu7xP0VMILt7qgBwYFK4EEACOhgYkDgYYABAH8L5yb
            gl6sM+PzfCy6qw880mDxHZw2a7IWhHIJX2mh/sY1a3IBpMa46dRa8Fm2l/sYvJOl
            szNSNxPpwRekncoW4gAWH58d6MfZRMfLq1oYVilZB1EG0wA5ZtB9yEIt43tlZbIk
            Ctxt9UykBETG2U41J0ru0nWl5LzHPGw0b+b7Mn47mg==
            -----END EC PRIVATE KEY-----
            """),
    ];
}
